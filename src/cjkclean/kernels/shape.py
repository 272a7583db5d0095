"""The shape of a whole text, in numbers: is it a page with furniture around an article, or does it speak like one?"""

from array import array

from cjkclean.kernels.lines import WIDTH

KINDS = 7
SHAPE = (
    "lines", "characters", "furniture", "furniture_length", "distinct",
    *(f"kind_{kind}" for kind in ("nav", "act", "meta", "legal", "rel", "user", "app")),
    "categories", "head", "tail", "middle", "neighbours", "before_prose", "after_prose", "prose_span",
    "prose", "longest_prose", "longest_bare", "covered", "mean_length", "short", "stops", "colons", "symbols",
    "latin", "dates", "numbered", "bulleted", "breadcrumbs", "published", "imprints", "bars", "repeated", "moments",
    "longest_run", "densest", "dated",
)  # fmt: skip
SIZE = len(SHAPE)
_SIZE = SIZE
_WIDTH = WIDTH
_KINDS = KINDS
_FIRST_KIND = 5
_WINDOW = 8
_EDGE = 0.15
"""Part of the lines at either end that counts as head and tail of a page."""


def describe(rows: "array[float]", kinds: "array[int]", repeats: "array[int]", count: int, out: "array[float]") -> None:
    """Fill `out` with the numbers of `SHAPE` for a text of `count` lines; `repeats`: how often each stands there.

    Shares are of lines, those of furniture of furniture lines. A line of prose is a clause of fifteen characters with a
    sentence mark or two commas.
    """
    first_prose = count
    last_prose = -1
    total = covered = prose = run = best = bare = longest = 0.0
    for line in range(count):
        base = line * _WIDTH
        size = rows[base]
        total += size
        covered += size * rows[base + 28]
        written = rows[base + 19] >= 15 and (rows[base + 7] > 0 or rows[base + 8] >= 2)
        if written:
            prose += size
            run += size
            last_prose = line
            if first_prose == count:
                first_prose = line
        elif kinds[line]:
            run = 0.0
        if run > best:
            best = run
        bare = 0.0 if kinds[line] else bare + size
        if bare > longest:
            longest = bare
    _lines(rows, kinds, repeats, count, out)
    out[0] = count if count < 500 else 500
    out[1] = total if total < 20000 else 20000.0
    out[20] = prose / (total + 1)
    out[21] = best / (total + 1)
    out[22] = longest / (total + 1)
    out[23] = covered / (total + 1)
    out[24] = total / count
    _places(kinds, count, first_prose, last_prose, out)
    out[3] = out[3] / (total + 1)
    for index in range(25, 33):
        out[index] = out[index] / count
    out[37] = out[37] / count
    out[38] = out[38] / count


def _lines(rows: "array[float]", kinds: "array[int]", repeats: "array[int]", count: int, out: "array[float]") -> None:
    """Counts over lines: of furniture by category, and of habits that pages or lists have."""
    for index in range(_SIZE):
        out[index] = 0.0
    for line in range(count):
        base = line * _WIDTH
        kind = kinds[line]
        size = rows[base]
        if kind:
            out[2] += 1
            out[3] += size
            out[4] += 1.0 / repeats[line]
            out[_FIRST_KIND + kind - 1] += 1
            out[33] += 1 if kind == 1 and rows[base + 10] >= 2 else 0
            out[34] += 1 if kind == 3 and rows[base + 24] + rows[base + 25] > 0 else 0
            out[35] += 1 if kind == 4 and rows[base + 6] > 0 else 0
            gaps = rows[base + 17] if rows[base + 3] == 0 else 0.0  # words of Korean have gaps between them anyway
            out[36] += 1 if gaps + rows[base + 10] >= 2 and rows[base + 28] >= 0.5 else 0
        out[25] += 1 if size <= 12 else 0
        out[26] += 1 if rows[base + 7] > 0 else 0
        out[27] += 1 if rows[base + 9] > 0 else 0
        out[28] += 1 if rows[base + 15] > 0 else 0
        out[29] += 1 if rows[base + 4] > 0.5 else 0
        out[30] += 1 if rows[base + 24] > 0 else 0
        out[31] += 1 if rows[base + 22] == 6 else 0
        out[32] += 1 if rows[base + 22] >= 12 else 0
        out[37] += 1 if repeats[line] > 1 else 0
        out[41] += 1 if size <= 60 and rows[base + 24] > 0 and rows[base + 25] > 0 else 0
        out[38] += 1 if size <= 40 and rows[base + 24] + rows[base + 25] > 0 else 0
    for index in range(_KINDS):
        out[12] += 1 if out[_FIRST_KIND + index] > 0 else 0


def _places(kinds: "array[int]", count: int, first_prose: int, last_prose: int, out: "array[float]") -> None:
    """Where the furniture stands: at the ends, next to its like, before and after the prose."""
    found = out[2] if out[2] > 0 else 1.0
    edge = count * _EDGE
    for line in range(count):
        if kinds[line]:
            out[13] += 1 if line < edge else 0
            out[14] += 1 if line >= count - edge else 0
            out[15] += 1 if line >= edge and line < count - edge else 0
            out[16] += 1 if (line > 0 and kinds[line - 1]) or (line + 1 < count and kinds[line + 1]) else 0
            out[17] += 1 if line < first_prose else 0
            out[18] += 1 if line > last_prose else 0
    _runs(kinds, count, out)
    for index in range(13, 19):
        out[index] = out[index] / found
    out[19] = (last_prose - first_prose + 1) / count if last_prose >= 0 else 0.0
    for index in range(_KINDS):
        out[_FIRST_KIND + index] = out[_FIRST_KIND + index] / found
    out[4] = out[4] / found
    out[2] = out[2] / count


def _runs(kinds: "array[int]", count: int, out: "array[float]") -> None:
    """The longest run of furniture, and the most lines of it among `_WINDOW` neighbours."""
    run = inside = 0
    for line in range(count):
        run = run + 1 if kinds[line] else 0
        if run > out[39]:
            out[39] = run
        inside += 1 if kinds[line] else 0
        if line >= _WINDOW and kinds[line - _WINDOW]:
            inside -= 1
        if inside > out[40]:
            out[40] = inside
