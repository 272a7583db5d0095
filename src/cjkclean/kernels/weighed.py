"""What the characters of a thinned text are taken for: certain stretches, and single characters with rivals."""

from cjkclean.kernels import leftovers, thinned

_NOTHING = leftovers.NOTHING
_RIVALS = thinned.RIVALS


def stretches(
    search: thinned.Thinned, count: int, temper: float, lone: float
) -> "list[tuple[int, int, str, float, tuple[str, ...]]]":
    """Return the first `count` characters that were weighed: (start, end, characters, confidence, rivals).

    Args:
        search: what weighed them.
        count: how many of them.
        temper: by what differences of log probability are multiplied to give confidences.
        lone: confidence of a character that lacks bytes and has no rival left.

    What cannot be said is U+FFFD with confidence 0.
    """
    found: list[tuple[int, int, str, float, tuple[str, ...]]] = []
    left = search.left
    first = 0
    said = ""
    sure = 1.0
    for place in range(count):
        at = _RIVALS * place
        code = search.codes[at]
        if code != _NOTHING and search.shares[at + 1] <= 0.0:
            said += chr(code)
            if left.leads[place]:
                sure = lone
            continue
        if said:
            found.append((left.starts[first], left.starts[place], said, sure, ()))
        said = ""
        sure = 1.0
        first = place + 1
        doubt = 0.0
        rivals = []
        for rank in range(1, _RIVALS):
            if search.shares[at + rank] > 0.0:
                doubt += (search.shares[at + rank] / search.shares[at]) ** temper
                rivals.append(chr(search.codes[at + rank]))
        confidence = 1.0 / (1.0 + doubt) if code != _NOTHING else 0.0
        found.append((left.starts[place], left.starts[first], chr(code), confidence, tuple(rivals)))
    if said:
        found.append((left.starts[first], left.starts[count], said, sure, ()))
    return found
