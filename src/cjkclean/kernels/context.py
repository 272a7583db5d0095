"""What surrounds a line, as numbers: neighbours, windows, prose and candidate article around it.

`surroundings` needs only the rows of the line scanner; `agreement` needs a first probability for every line and adds
where the line lies to the most probable article, and how much of its wording comes back there.
"""

from array import array

from cjkclean.kernels.lines import WIDTH
from cjkclean.kernels.slots import SLOTS

SURROUNDINGS = (
    *(f"{name}@{offset}" for offset in ("-1", "+1") for name in (
        "length", "stops", "commas", "covered", "function_words", "spaces", "tokens", "dates", "times", "last_class",
        "longest_clause", "cat_act", "cat_meta", "cat_rel", "cat_user",
    )),
    *(f"{name}@{offset}" for offset in ("-2", "+2") for name in ("length", "stops", "covered", "function_words")),
    *(f"{name}_{width}" for width in (2, 5, 10) for name in ("prose", "mean_length", "covered")),
    "prose_before", "prose_after", "prose_distance_before", "prose_distance_after",
    "repeats", "repeats_before", "script_agrees", "position",
    "page_prose", "page_lines", "page_mean_length",
    "moment_before", "moment_after", "action_before", "action_after", "repeated_before", "repeated_after",
    "page_moments", "page_actions", "page_repeated",
)  # fmt: skip
AGREEMENT = (
    "first", "first@-1", "first@+1", "first@-2", "first@+2", "first@-3", "first@+3",
    "first_mean_2", "first_count_2", "first_mean_5", "first_count_5", "first_mean_12", "first_count_12",
    "inside", "distance", "from_start", "to_end", "gap", "article_share", "article_length", "article_mean",
    "core_before", "echo",
)  # fmt: skip
DEPTH = WIDTH + len(SURROUNDINGS)
SLOT = DEPTH + len(AGREEMENT)
"""Where the columns of `slots` begin."""
FULL = SLOT + len(SLOTS)
_WIDTH = WIDTH
_DEPTH = DEPTH
_FULL = FULL
_NEAR = (0, 7, 8, 28, 21, 17, 18, 24, 25, 23, 20, 36, 37, 39, 40)
_FAR = (0, 7, 28, 21)
_NEAR_COLUMNS = array("i", _NEAR)
_FAR_COLUMNS = array("i", _FAR)
_NEAR_SIZE = len(_NEAR)
_FAR_SIZE = len(_FAR)
_BUCKETS = 1 << 16


def repetitions(hashes: "array[int]", count: int, total: "array[int]", before: "array[int]") -> None:
    """How often each line stands in the text, and how often it stood there before."""
    seen: dict[int, int] = {}
    for line in range(count):
        key = hashes[line]
        before[line] = seen.get(key, 0)
        seen[key] = before[line] + 1
    for line in range(count):
        total[line] = seen[hashes[line]]


def spread(rows: "array[float]", count: int, out: "array[float]") -> None:
    """Copy the scanner's rows into the wider rows of `out`."""
    for line in range(count):
        for column in range(_WIDTH):
            out[line * _FULL + column] = rows[line * _WIDTH + column]


def surroundings(out: "array[float]", count: int, repeats: "array[int]", repeats_before: "array[int]") -> None:
    """Fill the columns of `SURROUNDINGS` from the columns before them."""
    length = array("d", bytes(8 * (count + 1)))
    prose = array("d", bytes(8 * (count + 1)))
    covered = array("d", bytes(8 * (count + 1)))
    script = 0.0
    marked = 0.0
    for line in range(count):
        base = line * _FULL
        size = out[base]
        weight = size if _is_prose(out, base) else 0.0
        length[line + 1] = length[line] + size
        prose[line + 1] = prose[line] + weight
        covered[line + 1] = covered[line] + size * out[base + 28]
        script += size * out[base + 33] - size * out[base + 32]
        marked += size * out[base + 33] + size * out[base + 32]
    script = script / (marked + 1)
    for line in range(count):
        base = line * _FULL
        at = _neighbours(out, line, count, base + _WIDTH)
        for width in (2, 5, 10):
            low = line - width if line > width else 0
            high = line + width + 1 if line + width + 1 < count else count
            size = length[high] - length[low]
            out[at] = (prose[high] - prose[low]) / (size + 1)
            out[at + 1] = (size - out[base]) / (2 * width)
            out[at + 2] = (covered[high] - covered[low]) / (size + 1)
            at += 3
        out[at] = prose[line] / (prose[count] + 1)
        out[at + 1] = (prose[count] - prose[line + 1]) / (prose[count] + 1)
        out[at + 4] = repeats[line]
        out[at + 5] = repeats_before[line]
        out[at + 6] = script * out[base + 33] - script * out[base + 32]
        out[at + 7] = line / (count + 0.0)
        out[at + 8] = prose[count] / (length[count] + 1)
        out[at + 9] = count if count < 300 else 300
        out[at + 10] = length[count] / count
    _distances(out, count, prose)
    _rhythm(out, count, repeats)


def _is_prose(out: "array[float]", base: int) -> bool:
    return out[base + 19] >= 15 and (out[base + 7] > 0 or out[base + 8] >= 2)


def _neighbours(out: "array[float]", line: int, count: int, at: int) -> int:
    for offset in (-1, 1):
        other = line + offset
        for index in range(_NEAR_SIZE):
            out[at] = out[other * _FULL + _NEAR_COLUMNS[index]] if 0 <= other < count else -1.0
            at += 1
    for offset in (-2, 2):
        other = line + offset
        for index in range(_FAR_SIZE):
            out[at] = out[other * _FULL + _FAR_COLUMNS[index]] if 0 <= other < count else -1.0
            at += 1
    return at


def _distances(out: "array[float]", count: int, prose: "array[float]") -> None:
    """Lines to the nearest prose above and below, at most 50."""
    column = _WIDTH + 2 * _NEAR_SIZE + 2 * _FAR_SIZE + 9 + 2
    away = 50.0
    for line in range(count):
        away = 0.0 if prose[line + 1] > prose[line] else (away + 1 if away < 50 else 50.0)
        out[line * _FULL + column] = away
    away = 50.0
    for step in range(count):
        line = count - 1 - step
        away = 0.0 if prose[line + 1] > prose[line] else (away + 1 if away < 50 else 50.0)
        out[line * _FULL + column + 1] = away


def _rhythm(out: "array[float]", count: int, repeats: "array[int]") -> None:
    """Lines to the nearest date, button and repeated line above and below (at most 12), and their shares of the page.

    Threads of forums and comments repeat them around every post.
    """
    first = _WIDTH + 2 * _NEAR_SIZE + 2 * _FAR_SIZE + 9 + 11
    for kind in range(3):
        found = 0
        away = 12
        for line in range(count):
            out[line * _FULL + first + 2 * kind] = away
            if _beats(out, line * _FULL, kind, repeats[line]):
                found += 1
                away = 0
            if away < 12:
                away += 1
        away = 12
        for step in range(count):
            line = count - 1 - step
            out[line * _FULL + first + 2 * kind + 1] = away
            if _beats(out, line * _FULL, kind, repeats[line]):
                away = 0
            if away < 12:
                away += 1
        for line in range(count):
            out[line * _FULL + first + 6 + kind] = found / (count + 0.0)


def _beats(out: "array[float]", base: int, kind: int, repeats: int) -> bool:
    if kind == 0:
        return out[base + 24] + out[base + 25] + out[base + 42] > 0 and out[base] <= 40
    if kind == 1:
        return out[base + 36] + out[base + 40] >= 0.5
    return repeats >= 3


def agreement(out: "array[float]", count: int, first: "array[float]", echo: "array[float]") -> None:
    """Fill the columns of `AGREEMENT` from first probabilities and from how much of each line comes back."""
    length = array("d", bytes(8 * (count + 1)))
    mass = array("d", bytes(8 * (count + 1)))
    total = array("d", bytes(8 * (count + 1)))
    for line in range(count):
        size = out[line * _FULL]
        length[line + 1] = length[line] + size
        mass[line + 1] = mass[line] + size * first[line]
        total[line + 1] = total[line] + first[line]
    start, end = _article(out, count, first)
    for line in range(count):
        base = line * _FULL
        at = base + _DEPTH
        out[at] = first[line]
        for offset in (1, 2, 3):
            out[at + 2 * offset - 1] = first[line - offset] if line >= offset else 0.0
            out[at + 2 * offset] = first[line + offset] if line + offset < count else 0.0
        at += 7
        for width in (2, 5, 12):
            low = line - width if line > width else 0
            high = line + width + 1 if line + width + 1 < count else count
            size = out[base]
            out[at] = (mass[high] - mass[low] - size * first[line]) / (length[high] - length[low] - size + 1)
            out[at + 1] = (total[high] - total[low]) / (2 * width + 1)
            at += 2
        out[at] = 1.0 if start <= line < end else 0.0
        out[at + 1] = _clip(line - start if line < start else (line - end + 1 if line >= end else 0), 40)
        out[at + 2] = _clip(line - start, 40)
        out[at + 3] = _clip(end - 1 - line, 40)
        gap = length[start] - length[line + 1] if line < start else (length[line] - length[end] if line >= end else 0.0)
        out[at + 4] = gap if gap < 2000 else 2000.0
        out[at + 5] = (mass[end] - mass[start]) / (mass[count] + 1)
        out[at + 6] = mass[count] if mass[count] < 5000 else 5000.0
        out[at + 7] = (total[end] - total[start]) / (end - start) if end > start else 0.0
        out[at + 8] = mass[line] / (mass[count] + 1)
        out[at + 9] = echo[line]


def _clip(value: int, limit: int) -> int:
    return -limit if value < -limit else (limit if value > limit else value)


def _article(out: "array[float]", count: int, first: "array[float]") -> tuple[int, int]:
    """The run of lines with the greatest sum of evidence (long lines count more, up to 120 characters)."""
    best = -1.0e9
    current = -1.0e9
    begin = start = end = 0
    for line in range(count):
        size = out[line * _FULL] + 4
        value = (first[line] - 0.35) * (size if size < 120 else 120.0)
        if current <= 0:
            current = value
            begin = line
        else:
            current += value
        if current > best:
            best = current
            start = begin
            end = line + 1
    return start, end


def echo(
    text: str,
    starts: "array[int]",
    ends: "array[int]",
    count: int,
    core: bytes,
    classes: bytes,
    out: "array[float]",
) -> None:
    """For every line the share of its character pairs that stand in another line of the core (`core[i]` true)."""
    lines = array("B", bytes(_BUCKETS))
    stamp = array("i", [-1]) * _BUCKETS
    for line in range(count):
        if core[line]:
            _collect(text, starts[line], ends[line], classes, lines, stamp, line)
    for line in range(count):
        out[line] = _share(text, starts[line], ends[line], classes, lines, 1 if core[line] else 0)


def _collect(
    text: str, start: int, end: int, classes: bytes, lines: "array[int]", stamp: "array[int]", line: int
) -> None:
    previous = -1
    for position in range(start, end):
        char = ord(text[position])
        if char >= 65536 or (classes[char] > 6 or classes[char] == 0):
            previous = -1
            continue
        if previous >= 0:
            bucket = (previous * 40503 ^ char) & (_BUCKETS - 1)
            if stamp[bucket] != line:
                stamp[bucket] = line
                if lines[bucket] < 2:
                    lines[bucket] += 1
        previous = char


def _share(text: str, start: int, end: int, classes: bytes, lines: "array[int]", own: int) -> float:
    previous = -1
    pairs = 0
    found = 0
    for position in range(start, end):
        char = ord(text[position])
        if char >= 65536 or (classes[char] > 6 or classes[char] == 0):
            previous = -1
            continue
        if previous >= 0:
            pairs += 1
            if lines[(previous * 40503 ^ char) & (_BUCKETS - 1)] > own:
                found += 1
        previous = char
    return found / (pairs + 0.0) if pairs else 0.0
