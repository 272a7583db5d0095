"""The seven-bit encodings: ISO-2022-JP, -KR, -CN and HZ, which switch character sets by escape sequences."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from cjkclean.decode.families import read, strict
from cjkclean.kernels import bytescore
from cjkclean.patterns import lazy
from cjkclean.tables import bytescores

__all__ = ["Escaped", "escaped"]

_TOKEN = lazy(rb"\x1b\$[\(\)\*]?[@-Z]|\x1b[\(][A-Z]|\x1b&@|\x1bN(?=[\x21-\x7e]{2})|[\x0e\x0f]|[^\x1b\x0e\x0f]+|\x1b")
_SETS: dict[bytes, tuple[str, bytes]] = {
    b"\x1b$@": ("euc_jp", b""), b"\x1b$B": ("euc_jp", b""), b"\x1b$(B": ("euc_jp", b""),
    b"\x1b$(D": ("euc_jp", b"\x8f"),
    b"\x1b$(O": ("euc_jis_2004", b""), b"\x1b$(Q": ("euc_jis_2004", b""), b"\x1b$(P": ("euc_jis_2004", b"\x8f"),
    b"\x1b$A": ("gb18030", b""), b"\x1b$(A": ("gb18030", b""), b"\x1b$(C": ("cp949", b""),
    b"\x1b$)A": ("gb18030", b""), b"\x1b$)C": ("cp949", b""), b"\x1b$)G": ("euc_tw", b""),
    b"\x1b$*H": ("euc_tw", b"\x8e\xa2"), b"\x1b(I": ("kana", b""),
}  # fmt: skip
"""Escape sequence to (byte map, prefix of each of its characters there): the sets of ISO-2022-JP up to 2004, of
Microsoft's variants, of -KR and -CN. `)` and `*` designate a set that shift-out or ESC N then invokes."""
_HIGH = bytes(byte | 0x80 if 0x21 <= byte <= 0x7E else byte for byte in range(256))
_PAIR = lazy(rb"([\x21-\x7e]{2})")
_DESIGNATED = lazy(rb"\x1b\$[\(\)\*]?[@-Z]|\x1b\(I")
_OPEN = lazy(rb"\x1b(?:\$[@-Z]|\$\([@-Z]|\(I)[^\x1b\n]*\n")
_HZ = lazy(rb"~\{((?:[\x21-\x77][\x21-\x7e])+)(?:~\}|[\r\n]|$)")
_HZ_TOKEN = lazy(rb"~\{((?:[^~\n][^\n])*)(?:~\}|(?=\n)|$)|~~|~\n|[^~]+|~")
_PLAUSIBLE, _CLOSED = 10.0, 13.5
"""Nats a character up to which what follows `~{` is Chinese, and what stands between `~{` and `~}` throughout; running
text costs 5 to 7, a rare name 13, code and patterns with braces 14 and more."""


@dataclass(frozen=True, slots=True)
class Escaped:
    """Text of a seven-bit encoding; `bad` as in `families.Reading`."""

    text: str
    encoding: str
    bad: tuple[tuple[int, int, int], ...]


def escaped(raw: bytes) -> Escaped | None:
    """Decode `raw` as the seven-bit encoding whose escape sequences it has; None when it has none.

    >>> escaped("漢字".encode("iso2022_jp")).text, escaped(b"~{VPND~}").encoding, escaped(b"~{") is None
    ('漢字', 'hz', True)
    """
    if b"\x1b" in raw and _DESIGNATED.search(raw):
        name = _name(raw)
        return _flawless(raw, name) or _Reader(raw).run(name)
    if b"~{" in raw and _is_hz(raw):
        return _flawless(raw, "hz") or _Reader(raw).hz()
    return None


def _flawless(raw: bytes, name: str) -> Escaped | None:
    """What Python's codec makes of `raw`; None where there is none, or escapes are damaged.

    Where a set is still in force at a line end the codec reads what follows by pairs, too; more often the escape that
    ends the set was lost.
    """
    if name == "iso2022_cn" or not raw.isascii() or _OPEN.search(raw):
        return None
    try:
        text = raw.decode(name)
    except UnicodeDecodeError:
        return None
    if name == "hz":  # two signs that GBK and GB18030 map otherwise than the tables of GB2312
        text = text.replace("・", "·").replace("―", "—")
    return None if "\x1b" in text else Escaped(text, name, ())


def _name(raw: bytes) -> str:
    used = set(_DESIGNATED.findall(raw))
    if b"\x1b$)C" in used:
        return "iso2022_kr"
    if used & {b"\x1b$)A", b"\x1b$)G", b"\x1b$*H"}:
        return "iso2022_cn"
    if used & {b"\x1b$(O", b"\x1b$(Q", b"\x1b$(P"}:
        return "iso2022_jp_2004"
    if used & {b"\x1b$A", b"\x1b$(C"}:
        return "iso2022_jp_2"
    return "iso2022_jp_ext" if used & {b"\x1b(I", b"\x1b$(D"} else "iso2022_jp"


def _is_hz(raw: bytes) -> bool:
    """Whether the insides of `~{ ~}` read as Chinese."""
    inside = b"".join(match[1] for match in _HZ.finditer(raw))[:512].translate(_HIGH)
    if not inside:
        return False
    tally = array("q", (0, 0))
    base = bytescores.STRIDE * [name for name, _, _ in bytescores.CANDIDATES].index("gb18030")
    price = bytescore.cost(inside, 0, len(inside), bytescores.load().ladder, base, bytescores.AFTER, tally, 0)
    closed = raw.count(b"~{") == raw.count(b"~}") == raw.count(b"~") / 2
    return price / 8 <= (_CLOSED if closed else _PLAUSIBLE) * tally[0] and not tally[1]


class _Reader:
    """Walks through the tokens, keeping the sets in force."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.pieces: list[str] = []
        self.bad: list[tuple[int, int, int]] = []
        self.length = 0

    def run(self, name: str) -> Escaped:
        current: tuple[str, bytes] | None = None
        shifted: tuple[str, bytes] | None = None
        second: tuple[str, bytes] | None = None
        once = False
        for match in _TOKEN.finditer(self.raw):
            token, at = match[0], match.start()
            if token in _SETS:
                if token[2:3] == b")":
                    shifted = _SETS[token]
                elif token[2:3] == b"*":
                    second = _SETS[token]
                else:
                    current = _SETS[token]
            elif token[:2] == b"\x1b(" or token == b"\x1b&@":
                current = None if token[:2] == b"\x1b(" else current
            elif token in (b"\x0e", b"\x0f"):
                current = shifted if token == b"\x0e" else None
            elif token == b"\x1bN":
                once = True
            elif once:
                once = False
                self.body(token[:2], at, second)
                self.body(token[2:], at + 2, current)
            else:
                current = self.lines(token, at, current)
        return Escaped("".join(self.pieces), name, tuple(self.bad))

    def hz(self) -> Escaped:
        """Read HZ, whose pairs may hold a tilde: inside, only a tilde at an even place ends them."""
        for match in _HZ_TOKEN.finditer(self.raw):
            inside, at = match[1], match.start()
            if inside is not None:
                self.body(inside, at + 2, ("gb18030", b""))
            elif match[0] != b"~\n":
                self.put("~") if match[0] == b"~~" else self.body(match[0], at, None)
        return Escaped("".join(self.pieces), "hz", tuple(self.bad))

    def lines(self, token: bytes, at: int, current: tuple[str, bytes] | None) -> tuple[str, bytes] | None:
        """Read a token that may hold line ends, after which a set left open by a lost escape is over."""
        if current is None or b"\n" not in token:
            self.body(token, at, current)
            return current
        head, _, rest = token.partition(b"\n")
        self.body(head, at, current)
        self.body(b"\n" + rest, at + len(head), None)
        return None

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def body(self, token: bytes, at: int, current: tuple[str, bytes] | None) -> None:
        """Read bytes in the set in force."""
        if not token:
            return
        if current is None:
            if token.isascii():
                self.put(token.decode("ascii"))
                return
            data, name = token, "gb18030"
        elif current[0] == "kana":
            self.put(token.translate(_HIGH).decode("cp932", "replace"))
            return
        else:
            name, prefix = current
            data = (
                _PAIR.sub(lambda pair: prefix + pair[1].translate(_HIGH), token) if prefix else token.translate(_HIGH)
            )
        whole = strict(data, name) if name in ("gb18030", "cp949", "euc_jp") else None
        if whole:
            self.put(whole[0])
            return
        reading = read(data, 0, len(data), name)
        self.bad += [(at + place, size, self.length + where) for place, size, where in reading.bad]
        self.put(reading.text)
