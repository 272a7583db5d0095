"""What a search of a lattice found: the stretches that read better otherwise, and the runners-up."""

from cjkclean.kernels import beam

_NOTHING = -1
_FAR = -1e30
_NEAR = 9.0
"""How much worse (nats) a runner-up may be: its share of the probability is one in 8,000."""
_LATER = 6
"""Steps behind a stretch in which its hypotheses may still merge."""


def path(search: beam.Search) -> "list[int]":
    """The places of the best path, from the first node on."""
    places = []
    place = search.final
    while place >= 0:
        places.append(place)
        place = search.back[place]
    places.reverse()
    return places


def copying(search: beam.Search) -> "list[float]":
    """What mere copying would have scored at each node up to the last one."""
    lattice = search.lattice
    document = search.document
    scores = [_FAR] * (search.last + 1)
    scores[0] = search.score[0]
    a = search.state[3]
    b = search.state[4]
    node = 0
    while node < search.last:
        chosen = _NOTHING
        for arc in range(lattice.first[node], lattice.first[node + 1]):
            code = lattice.code[arc]
            if code == 0 or (code > 0 and chosen == _NOTHING):
                chosen = arc
        if chosen == _NOTHING:
            break
        code = lattice.code[chosen]
        target = lattice.target[chosen]
        score = scores[node] + lattice.cost[chosen]
        if code:
            score += document.logp(a, b, document.observed(code))
            a = b
            b = document.symbol
            score += search.grammar.misfit(lattice.demands[target], code, True)
        if target <= search.last:
            scores[target] = score
        node = target
    return scores


def _emitted(search: beam.Search, place: int) -> str:
    text = ""
    for index in range(3):
        code = search.out[4 * place + index]
        if code:
            text += chr(code)
    return text


def _between(search: beam.Search, places: "list[int]", first: int, last: int) -> str:
    """What the path emits in its steps first+1..last."""
    text = ""
    for step in range(first + 1, last + 1):
        text += _emitted(search, places[step])
    return text


def _ends(search: beam.Search, places: "list[int]", first: int, last: int) -> "list[int]":
    """The node behind each character that the path emits in its steps first+1..last."""
    ends = []
    for step in range(first + 1, last + 1):
        place = places[step]
        for index in range(3):
            if search.out[4 * place + index]:
                ends.append(place // search.beam)
    return ends


def runs(search: beam.Search) -> "list[tuple[int, int, str, float, list[tuple[float, str]], list[int]]]":
    """The stretches that the best path does not copy.

    For each: the nodes it lies between, the characters in its place, by how much the path scores better than
    copying (two copied characters after it included), the runners-up as (how much worse, characters), and the node
    behind each character.
    """
    found = []
    places = path(search)
    copied = None
    steps = len(places)
    step = 1
    while step < steps:
        if search.copies(places[step]):
            step += 1
            continue
        before = step - 1
        while step < steps and not search.copies(places[step]):
            step += 1
        after = step - 1
        seen = after
        while seen + 1 < steps and seen < after + 2 and search.copies(places[seen + 1]):
            seen += 1
        if copied is None:
            copied = copying(search)
        source = places[before] // search.beam
        behind = places[seen] // search.beam
        gain = search.score[places[seen]] - search.score[places[before]]
        gain -= copied[behind] - copied[source]
        text = _between(search, places, before, after)
        rivals = _rivals(search, places, before, after, text)
        found.append((source, places[after] // search.beam, text, gain, rivals, _ends(search, places, before, after)))
    return found


def _rivals(search: beam.Search, places: "list[int]", before: int, after: int, own: str) -> "list[tuple[float, str]]":
    """The runners-up for the steps before+1..after of the path, best first."""
    best: dict[str, float] = {}
    for step in range(before + 1, min(len(places), after + _LATER)):
        place = places[step]
        loser = search.lost[place]
        while loser >= 0:
            behind = search.score[place] - search.loser_score[loser]
            if behind < _NEAR:
                text = _variant(search, places, loser, step, before, after)
                if text is not None and text != own and behind < best.get(text, 99.0):
                    best[text] = behind
            loser = search.loser_next[loser]
    return sorted([(behind, text) for text, behind in best.items()])


def _variant(search: beam.Search, places: "list[int]", loser: int, step: int, before: int, after: int) -> "str | None":
    """The steps before+1..after as they would read had the loser of place number `step` won there."""
    text = ""
    for index in range(3):
        code = search.loser_out[4 * loser + index]
        if code:
            text += chr(code)
    place = search.loser_back[loser]
    joined = step - 1
    while True:
        while joined > 0 and places[joined] // search.beam > place // search.beam:
            joined -= 1
        if places[joined] == place:
            break
        text = _emitted(search, place) + text
        place = search.back[place]
    if joined > before:
        text = _between(search, places, before, joined) + text
    elif joined < before:
        copied = _between(search, places, joined, before)
        if not text.startswith(copied):
            return None
        text = text[len(copied) :]
    if step < after:
        text += _between(search, places, step, after)
    elif step > after:
        copied = _between(search, places, after, step)
        if not text.endswith(copied):
            return None
        text = text[: len(text) - len(copied)]
    return text
