"""`decode` and `detect_encoding`: bytes in any encoding to text."""

from __future__ import annotations

from dataclasses import dataclass, field

from cjkclean.decode import escapes, families, ladder, mixed, single, wide
from cjkclean.decode.confidence import MARKED, NEAR, confidence, gives, probability
from cjkclean.decode.declared import canonical, declared_encoding
from cjkclean.decode.families import FAMILIES
from cjkclean.decode.result import ByteFinding, Decoded
from cjkclean.step import Finding
from cjkclean.tables import bytescores

__all__ = ["Detection", "decode", "detect_encoding"]

_FEW = 16
"""Continuation bytes up to which UTF-8 is put to the proof against the other encodings: a GBK pair in seven is also
a letter of two bytes in UTF-8, so eight of them are UTF-8 by chance once in millions."""
_FEW_BYTES = 64
"""Bytes of ASCII up to which control characters make UTF-16 worth a thought."""
_WIDER = 6.0
"""By how many nats UTF-16 must explain valid UTF-8 better that has no control characters."""
_HEAD = 8192
"""Bytes of which it is asked whether parts in several encodings explain what none does."""
_MIXED = 0.75
"""Share of the cost of noise up to which they do: running text costs 0.6 of it."""


@dataclass(frozen=True, slots=True)
class Detection:
    """A guess at an encoding.

    Attributes:
        encoding: canonical name, the superset that decodes (`gb18030` for GB2312, `cp932` for Shift_JIS).
        confidence: probability that its text is the right one, 0 to 1; encodings of the same text share it.
    """

    encoding: str
    confidence: float
    _raw: bytes = field(repr=False, compare=False)

    def decode(self) -> Decoded:
        """The text under this guess; U+FFFD and a finding where bytes do not fit."""
        return _decode_as(self._raw, self.encoding, self.confidence)


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode `raw` in the encoding that its bytes speak for.

    Byte-order marks, UTF-8, UTF-16 and UTF-32, the ISO-2022 family and HZ, then the encodings of Chinese, Japanese
    and Korean, by the likelihood of what they make of the bytes, and single-byte encodings. Bytes that fit nothing
    do not rule an encoding out: they become U+FFFD and a finding with their offsets. Stretches in another encoding
    are decoded in it.

    Args:
        raw: the bytes of a whole document.
        declared: what a Content-Type header says, if anything; like a declaration in the document it is a hint.

    >>> decode("規模".encode()).text, decode("今天天气很好".encode("gbk"))[:2]
    ('規模', ('今天天气很好', 'gb18030'))
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        return _other(raw, error.start, declared)
    beyond = len(raw) - len(text)
    if beyond > _FEW or (
        not beyond and len(raw) > _FEW_BYTES and b"\x1b" not in raw and b"~{" not in raw and b"\0" not in raw
    ):
        return Decoded(text[1:] if text[:1] == "\ufeff" else text, "utf-8")
    return _doubtful(raw, text, declared)


def _doubtful(raw: bytes, text: str, declared: str | None) -> Decoded:
    """Valid UTF-8 that may be something else: seven-bit escapes, NUL bytes, or few bytes beyond ASCII."""
    if text[:1] == "\ufeff":
        return Decoded(text[1:], "utf-8")
    found = _escaped(raw)
    if found:
        return found
    if b"\0" in raw:
        found = _unmarked(raw)
        if found:
            return found
    if len(raw) == len(text) and not wide.controls(raw[:_FEW_BYTES]):
        return Decoded(text, "utf-8")
    first = next((at for at, char in enumerate(text) if char > "\x7f"), 0)
    ranking = ladder.rank(raw, first, lambda: _declared(raw, declared))
    best = ranking[0][0]
    wide_text = (
        best.startswith("utf-16")
        and not len(raw) % 2
        and (wide.controls(raw[:_FEW_BYTES]) or _lead(ranking, "utf-8") >= _WIDER)
    )
    if best not in FAMILIES and not wide_text:
        return Decoded(text, "utf-8", confidence(raw, ranking, "utf-8", text))
    return _ranked(raw, ranking, declared)


def _other(raw: bytes, start: int, declared: str | None) -> Decoded:
    """Bytes that are not UTF-8 from `start` on."""
    if raw[0] in wide.MARK_BYTES:
        for mark, codec in wide.MARKS:
            if raw.startswith(mark) and codec != "utf-8":
                return _wide(raw, codec, 1.0, len(mark))
    if b"\0" in raw:
        found = _unmarked(raw)
        if found:
            return found
    if b"\x1b" in raw and len(raw) - len(raw.decode("ascii", "ignore")) < len(raw) // 50:
        found = _escaped(raw)
        if found:
            return found
    decoded = _ranked(raw, ladder.rank(raw, start, lambda: _declared(raw, declared)), declared)
    if decoded.findings and len(raw) > ladder.FIRST:  # another candidate may have fewer, if more of it is looked at
        again = ladder.rank(raw, start, lambda: _declared(raw, declared), ladder.MORE)
        if again[0][0] not in (decoded.encoding, _family(decoded.encoding)):
            return _ranked(raw, again, declared)
    return decoded


def _family(encoding: str) -> str:
    return next((family for family, members in FAMILIES.items() if encoding in members), encoding)


def _declared(raw: bytes, header: str | None) -> str | None:
    return (canonical(header) if header else None) or declared_encoding(raw)


def _ranked(raw: bytes, ranking: ladder.Ranking, declared: str | None) -> Decoded:
    """Decode by the best of the ranking."""
    best = ranking[0][0]
    if best == "noise":
        home = next(name for name, _ in ranking if name in FAMILIES or name == "utf-8")
        if mixed.cost(raw, min(len(raw), _HEAD), home) < _MIXED * ladder.noise(raw, min(len(raw), _HEAD)):
            return mixed.by_runs(raw, home, 0.9)
    if best in bytescores.SINGLE_BYTE or best == "noise":
        trust = confidence(raw, ranking, best, single.strict(raw, best))
        text, encoding, trust = single.decode_single(raw, best, trust, _declared(raw, declared))
        return Decoded(text, encoding, trust)
    if best.startswith("utf-16"):
        return _wide(raw, best, confidence(raw, ranking, best))
    if best == "utf-8":
        return mixed.by_runs(raw, best, confidence(raw, ranking, best))
    whole = families.strict(raw, best)
    trust = confidence(raw, ranking, best, whole and whole[0])
    if whole is None or families.strange(raw, best):
        return mixed.by_runs(raw, best, trust, flawless=families.flawless(whole))
    return Decoded(whole[0], whole[1], trust)


def _lead(ranking: ladder.Ranking, name: str) -> float:
    """By how many nats the best candidate is ahead of another."""
    return dict(ranking)[name] - ranking[0][1]


def _escaped(raw: bytes) -> Decoded | None:
    found = escapes.escaped(raw)
    if found is None:
        return None
    findings = tuple(_lost(raw, place, size, where, found.encoding) for place, size, where in found.bad)
    return Decoded(found.text, found.encoding, MARKED, findings)


def _unmarked(raw: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 with NUL bytes."""
    found = wide.unmarked(raw)
    return _wide(raw, found[0], min(MARKED, probability(found[1]))) if found else None


def _wide(raw: bytes, codec: str, confidence: float, skip: int = 0) -> Decoded:
    """Decode UTF-16, UTF-32 or marked GB18030; what does not fit becomes a finding."""
    try:
        return Decoded(raw[skip:].decode(codec), codec, confidence)
    except UnicodeDecodeError:
        text, bad = families.lenient(raw, skip, len(raw), codec)
    return Decoded(text, codec, confidence, tuple(_lost(raw, *place, codec) for place in bad))


def _lost(raw: bytes, place: int, size: int, where: int, encoding: str) -> Finding:
    shown = raw[place : place + size].hex(" ").upper()
    message = f"no character of {encoding}: {shown} at byte {place}"
    return ByteFinding(where, where + 1, "lost.bytes", message, byte_start=place, byte_end=place + size)


def detect_encoding(raw: bytes, declared: str | None = None, limit: int = 5) -> tuple[Detection, ...]:
    """The encodings that `raw` may be in, the likeliest first.

    Args:
        raw: the bytes of a document; of a long one, a bounded sample spread over it is weighed.
        declared: what a Content-Type header says, if anything.
        limit: how many guesses to give at most.

    >>> [guess.encoding for guess in detect_encoding("今日は天気がいい".encode("euc_jp"), limit=1)]
    ['euc_jp']
    """
    best = decode(raw, declared)
    guesses = {best.encoding: best.confidence}
    if not raw.isascii():
        try:
            raw.decode()
            start = 0
        except UnicodeDecodeError as error:
            start = error.start
        ranking = ladder.rank(raw, start, lambda: _declared(raw, declared))
        for name, cost in ranking:
            near = cost - ranking[0][1] < NEAR
            if len(guesses) >= limit and not near:
                break
            encoding = FAMILIES[name][0] if name in FAMILIES else name
            if name != "noise" and name != best.encoding and best.encoding not in FAMILIES.get(name, ()):
                alike = near and gives(raw, name, best.text)
                other = min(confidence(raw, ranking, name), 1 - best.confidence)
                guesses.setdefault(encoding, best.confidence if alike else other)
    ordered = sorted(guesses.items(), key=lambda item: (item[0] != best.encoding, -item[1]))
    return tuple(Detection(name, trust, raw) for name, trust in ordered[:limit])


def _decode_as(raw: bytes, encoding: str, confidence: float) -> Decoded:
    """Decode in a given encoding, damage becoming findings."""
    for family, members in FAMILIES.items():
        if encoding in members:
            whole = families.strict(raw, family)
            if whole and whole[1] == encoding:
                return Decoded(whole[0], encoding, confidence)
            reading = families.read(raw, 0, len(raw), encoding)
            findings = tuple(_lost(raw, place, size, where, encoding) for place, size, where in reading.bad)
            return Decoded(reading.text, encoding, confidence, findings)
    if encoding.startswith("iso2022") or encoding == "hz":
        found = _escaped(raw)
        if found:
            return found
    mark = next((mark for mark, codec in wide.MARKS if codec == encoding and raw.startswith(mark)), b"")
    return _wide(raw, encoding, confidence, len(mark))
