"""Damage of one encoding read as another, made from its mechanism: bytes written by one codec, read by another.

The decoders of the wild differ in what they do with bytes they cannot read, so a reader here is a codec and a policy:

* `strict`: only texts whose bytes all decode (for other texts there is no damage of this kind);
* `replace`, `drop`: Python's own error handlers; `question` shows `?` for the former's U+FFFD;
* `web`: as browsers do it: a lead byte takes an invalid trail byte with it unless that is ASCII; U+FFFD;
* `swallow`: a lead byte and a following byte below 0x40 become one `?`, eating both; user-defined GBK rows become
  private-use characters, as in Windows.

Single-byte readers lose something else: `c1` drops the C1 controls (or what the code page leaves undefined), `space`
shows U+00A0 as a space.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MULTIBYTE = ("gb18030", "big5", "cp932", "euc_jp", "cp949")
SINGLE_BYTE = ("latin-1", "cp1252", "cp1254", "iso8859-15", "cp437", "mac-roman", "cp1251", "cp874")
LOSSLESS = "strict"


def single_byte_table(codec: str) -> list[str]:
    """What each byte reads as; bytes that the code page leaves undefined read as the C1 control of that number."""
    return [bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(256)]


def user_defined(lead: int, trail: int) -> int:
    """Private-use code point that code page 936 gives a user-defined pair of GBK, or 0."""
    if 0xAA <= lead <= 0xAF and trail >= 0xA1:
        return 0xE000 + (lead - 0xAA) * 94 + trail - 0xA1
    if 0xF8 <= lead <= 0xFE and trail >= 0xA1:
        return 0xE234 + (lead - 0xF8) * 94 + trail - 0xA1
    if 0xA1 <= lead <= 0xA7 and 0x40 <= trail <= 0xA0 and trail != 0x7F:
        return 0xE4C6 + (lead - 0xA1) * 96 + trail - 0x40 - (trail > 0x7F)
    return 0


def _is_lead(byte: int, codec: str) -> bool:
    if codec == "cp932":
        return 0x81 <= byte <= 0x9F or 0xE0 <= byte <= 0xFC
    return 0x81 <= byte <= 0xFE


def _pair(codec: str, pair: bytes) -> str:
    if codec == "gb18030":
        private = user_defined(pair[0], pair[1])
        if private:
            return chr(private)
    try:
        found = pair.decode(codec)
    except UnicodeDecodeError:
        return ""
    return found if len(found) == 1 else ""


def _units(data: bytes, codec: str, policy: str) -> Iterator[str]:
    """Decode as `web` or `swallow` do."""
    at = 0
    while at < len(data):
        byte = data[at]
        one = data[at : at + 1].decode(codec, "ignore")
        if one:
            yield one
            at += 1
            continue
        if not _is_lead(byte, codec) or at + 1 == len(data):
            yield "\ufffd"
            at += 1
            continue
        trail = data[at + 1]
        found = _pair(codec, data[at : at + 2])
        if found:
            yield found
            at += 2
        elif policy == "swallow":
            yield "\ufffd"
            at += 2
        else:
            yield "\ufffd"
            at += 1 if trail < 0x80 else 2


def read(data: bytes, codec: str, policy: str = LOSSLESS) -> str:
    """Read `data` in a codec that is not its own.

    Raises:
        UnicodeDecodeError: the policy is strict and the bytes do not decode.
    """
    if codec in SINGLE_BYTE:
        table = single_byte_table(codec)
        if policy == "c1":
            table = [char if not 0x80 <= ord(char) < 0xA0 else "" for char in table]
        elif policy == "space":
            table = [" " if char == "\xa0" else char for char in table]
        return "".join([table[byte] for byte in data])
    if policy == LOSSLESS:
        return data.decode(codec)
    if policy in ("web", "swallow"):
        found = "".join(_units(data, codec, policy))
        return found.replace("\ufffd", "?") if policy == "swallow" else found
    found = data.decode(codec, "ignore" if policy == "drop" else "replace")
    return found.replace("\ufffd", "?") if policy == "question" else found


@dataclass(frozen=True)
class Confusion:
    """One encoding read as another, by a decoder of some habit."""

    written: str
    reader: str
    policy: str = LOSSLESS

    @property
    def name(self) -> str:
        return f"{self.written}-{self.reader}" + (f".{self.policy}" if self.policy != LOSSLESS else "")

    @property
    def lossless(self) -> bool:
        return self.policy == LOSSLESS

    def __call__(self, text: str) -> str:
        """`text`, damaged.

        Raises:
            UnicodeError: the encoding cannot write the text, or a strict reader cannot read it.
        """
        return read(text.encode(self.written), self.reader, self.policy)


def chain(text: str, confusions: Sequence[Confusion]) -> str:
    """`text`, damaged again and again."""
    for confusion in confusions:
        text = confusion(text)
    return text


def lossless() -> list[Confusion]:
    """Every pair of section A that can be undone exactly: written in one, read as another, nothing lost."""
    pairs = [Confusion("utf-8", reader) for reader in (*SINGLE_BYTE, "gb18030", "big5", "cp932", "cp949")]
    pairs += [Confusion("gb18030", reader) for reader in ("latin-1", "cp1252", "cp1251", "big5", "cp932", "cp949")]
    pairs += [Confusion("big5", reader) for reader in ("gb18030", "latin-1", "cp1252", "cp932", "cp949")]
    pairs += [Confusion("cp932", reader) for reader in ("gb18030", "latin-1", "cp1252")]
    pairs += [Confusion("euc_jp", reader) for reader in ("cp932", "latin-1", "cp1252", "gb18030")]
    pairs += [Confusion("cp949", reader) for reader in ("latin-1", "cp1252", "gb18030", "cp1254")]
    return pairs


def lossy() -> list[Confusion]:
    """Every kind of section A in which bytes are lost."""
    policies = ("question", "replace", "drop", "web", "swallow")
    found = [Confusion("utf-8", "gb18030", policy) for policy in policies]
    found += [Confusion("utf-8", reader, policy) for reader in ("big5", "cp932", "cp949") for policy in policies]
    found += [Confusion("utf-8", reader, "c1") for reader in ("latin-1", "cp1252")]
    found += [Confusion("utf-8", "latin-1", "space"), Confusion("utf-8", "cp1252", "space")]
    found += [Confusion("gb18030", reader, policy) for reader in ("big5", "cp932", "cp949") for policy in policies]
    found += [Confusion("big5", reader, policy) for reader in ("gb18030", "cp932", "cp949") for policy in policies]
    found += [Confusion("cp932", "gb18030", policy) for policy in policies]
    found += [Confusion("euc_jp", reader, policy) for reader in ("gb18030", "cp932") for policy in policies]
    found += [Confusion("cp949", "gb18030", policy) for policy in policies]
    return found
