"""A glance: whether a stretch may be misread at all, before the search that says where a run begins and ends.

Most implausible stretches are names, old or rare words. Read again straight on by each confusion, without the search's
alternatives, hardly one of them makes better text anywhere, while misread text nearly always does for some characters.
"""

from array import array

from cjkclean.kernels import reread

UTF8 = 1
_STRAYS = 2  # continuation bytes at the beginning whose character began before


def is_promising(
    searches: "list[reread.Reread]",
    text: str,
    start: int,
    end: int,
    plain: "array[float]",
    hole: float,
    enough: float,
) -> bool:
    """Whether a part of text[start:end] reads better by `enough` nats for any of the confusions.

    `plain[i]` is the log probability of text[i] as it stands; `hole` what a character costs whose bytes are not all
    there. In a double-byte encoding the first byte may belong to a character before.
    """
    for search in searches:
        if gain(search, text, start, end, plain, hole, False) >= enough:
            return True
        if search.kind != UTF8 and gain(search, text, start, end, plain, hole, True) >= enough:
            return True
    return False


def gain(
    search: reread.Reread, text: str, start: int, end: int, plain: "array[float]", hole: float, behind: bool
) -> float:
    """By how many nats the part of text[start:end] that gains the most reads better; `behind` its first byte."""
    table = search.table
    best = 0.0
    run = 0.0
    a = b = 0
    pending = 0
    strays = _STRAYS if search.kind == UTF8 else 0
    unread = 0
    for place in range(start, end):
        code = ord(text[place])
        packed = search.bytes_of(code, pending)
        run -= plain[place]
        if packed == 0:
            unread += 1
            if 2 * unread > end - start:
                break
            run -= hole
            pending = 0
            a = b = 0
        shift = 24 if packed > 0xFFFFFF else 16 if packed > 0xFFFF else 8 if packed > 0xFF else 0
        while packed and shift >= 0:
            byte = (packed >> shift) & 0xFF
            shift -= 8
            if behind:
                behind = False
                continue
            said = search.feed(pending, byte)
            if said < 0:
                if pending == 0 and strays > 0 and byte < 0xC0:
                    strays -= 1
                    continue
                run -= hole
                a = b = 0
                strays = _STRAYS if search.kind == UTF8 else 0
                said = search.feed(0, byte) if pending else -1
                pending = 0
                if said < 0:
                    continue
            if said == 0:
                pending = pending << 8 | byte
                continue
            symbol = reread.symbol_of(table, said, 0)
            run += table.logp(a, b, symbol) - reread.cost_of(table, said, 0)
            a = b
            b = symbol
            pending = 0
        if run < 0.0:
            run = 0.0
            a = b = 0
        elif pending == 0 and run > best:
            best = run
    return best
