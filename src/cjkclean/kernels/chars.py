"""Finding characters that are rarely meant, in one pass: what can be decided by the neighbours is decided here."""

SKIP = 0
MAP_IN_TEXT = 1  # replaced when a CJK letter or another such character stands beside it
MAP = 2  # replaced wherever it stands
COLLECT = 3  # handed over
LETTER = 4  # a CJK letter


def locate(
    text: str,
    start: int,
    stop: int,
    index: bytes,
    leaves: bytes,
    actions: bytes,
    mapping: "dict[str, str]",
    labels: str,
    made: "list[tuple[int, int, str, int]]",
    left: "list[tuple[int, int, int]]",
) -> None:
    """Put replacements (start, end, replacement, class) into `made`, and runs (start, end, class) into `left`.

    Those are looked for that begin in text[start:stop].

    `index` and `leaves` give a character's class, `actions` what to do with one of that class. `labels` are the
    letters that name a character before them (such as the word for radical) and so are no evidence of running text.
    """
    n = len(text)
    end = 0  # up to where the text is dealt with
    before = 0
    if start > 0:  # what stands before decides, too
        code = ord(text[start - 1])
        before = actions[leaves[(index[code >> 8] << 8) | (code & 255)]]
    at = start - 1
    part = text[start:stop]
    for char in part:
        at += 1
        if at < end:
            continue
        code = ord(char)
        kind = leaves[(index[code >> 8] << 8) | (code & 255)]
        action = actions[kind]
        if action == 0 or action == 4:
            before = action
            continue
        end = at + 1
        if action == 3:
            while end < n:
                code = ord(text[end])
                if leaves[(index[code >> 8] << 8) | (code & 255)] != kind:
                    break
                end += 1
            left.append((at, end, kind))
            before = 0
            continue
        replacement = mapping.get(char)
        if replacement is not None:
            after = 0
            if end < n and text[end] not in labels:
                code = ord(text[end])
                after = actions[leaves[(index[code >> 8] << 8) | (code & 255)]]
            if action == 2 or before == 4 or before == 1 or after == 4 or after == 1:
                made.append((at, end, replacement, kind))
            else:
                left.append((at, end, kind))
        before = action


def fold(
    text: str,
    single: "dict[str, str]",
    double: "dict[str, str]",
    low: int,
    high: int,
    key: int,
    made: "list[tuple[int, int, str, int]]",
) -> None:
    """Put the runs of characters that `double` (by two) or `single` replace into `made`: (start, end, text, key).

    Only characters from `low` to `high` are looked up.
    """
    n = len(text)
    at = -1
    i = 0  # up to where the text is dealt with
    for char in text:
        at += 1
        code = ord(char)
        if code < low or code > high or at < i:
            continue
        start = i = at
        pieces: list[str] = []
        while i < n:
            code = ord(text[i])
            if code < low or code > high:
                break
            replacement = double.get(text[i : i + 2]) if i + 1 < n and text[i + 1] in "\uff9e\uff9f" else None
            if replacement is not None:
                i += 2
            else:
                replacement = single.get(text[i])
                if replacement is None:
                    break
                i += 1
            pieces.append(replacement)
        if pieces:
            made.append((start, i, "".join(pieces), key))


def runs(text: str, low: int, high: int) -> "list[tuple[int, int]]":
    """The stretches of two characters and more that lie from `low` to `high`: (start, end)."""
    found: list[tuple[int, int]] = []
    width = high - low
    at = -1
    start = -1
    for char in text:
        at += 1
        code = ord(char)
        if 0 <= code - low <= width:
            if start < 0:
                start = at
        elif start >= 0:
            if at - start > 1:
                found.append((start, at))
            start = -1
    if start >= 0 and at - start > 0:
        found.append((start, at + 1))
    return found
