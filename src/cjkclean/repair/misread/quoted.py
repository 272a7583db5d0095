"""Which runs stand there as examples, in a text about encodings."""

from __future__ import annotations

from cjkclean.patterns import lazy

__all__ = ["count_beyond_ascii", "is_quoted", "speaks_of_encodings"]

_DAMAGE = (
    "乱码", "亂碼", "文字化け", "깨진 글자", "깨진글자", "글자 깨짐", "글자깨짐", "mojibake", "锟斤拷",
)  # fmt: skip
"""Names of the damage itself."""
_ENCODINGS = (
    ("编码", "編碼", "エンコード", "文字コード", "인코딩", "encod"), ("字符集", "字元集", "charset"),
    ("utf-8", "utf8"), ("unicode",), ("gbk",), ("gb2312",), ("gb18030",), ("big5", "big-5"),
    ("shift_jis", "shift-jis", "shiftjis"), ("euc-",),
    ("latin-1", "latin1", "iso-8859", "iso8859", "windows-125"),
)  # fmt: skip
"""Words of texts about encodings, which quote mojibake on purpose; those that mean the same together. One alone is met
everywhere (codes of goods and places, the declaration of a page), two hardly."""
_DECLARED = lazy("(?:charset|encoding)\\s*=\\s*[\"']?[\\w-]+")
_OPENED = lazy("[“‘「『《〈（(\\[【\"'`*：:→=>|／/、\\t][ \\u3000]*$")
_CLOSED = lazy("^[ \\u3000]*[”’」』》〉）)\\]】\"'`*→=<|／/\\t]")
_ANNOUNCED = lazy("[：:]\\s*$")
NEAR = 2  # lines before and after a run that say whether it is quoted


def speaks_of_encodings(text: str) -> bool:
    """Whether the text has any of the words that texts about encodings have."""
    lowered = text.lower()
    return any(word in lowered for word in _DAMAGE) or _kinds(lowered) > 0


def is_quoted(text: str, first: int, last: int, beyond_ascii: int) -> bool:
    """Whether the text around text[first:last], a run, speaks of encodings, so that the run is there as an example.

    It does where it names the damage or uses two kinds of words about encodings. Where it has only one, that word must
    stand in the line of the run, which is set off by quotes, brackets or a colon, or announce it in the line before.
    Nor is the run an example when it is half of the `beyond_ascii` characters of the text: then the text as a whole is
    damaged.
    """
    if 2 * count_beyond_ascii(text[first:last]) >= beyond_ascii:
        return False
    start, end = first, last
    for _ in range(NEAR + 1):
        start = max(0, text.rfind("\n", 0, start))
        line_end = text.find("\n", end)
        end = len(text) if line_end < 0 else line_end + 1
    before, after = text[start:first].lower(), text[last:end].lower()
    around = _DECLARED.sub("", f"{before}\n{after}")
    kinds = _kinds(around)
    if kinds > 1 or any(word in around for word in _DAMAGE):
        return True
    if not kinds:
        return False
    line_before, after = before[before.rfind("\n") + 1 :], after.split("\n", 1)[0]
    if _kinds(f"{line_before}\n{after}"):
        return bool(_OPENED.search(line_before) or _CLOSED.search(after))
    announcement = before[: len(before) - len(line_before)].rstrip().rsplit("\n", 1)[-1]
    return bool(_kinds(announcement) and _ANNOUNCED.search(announcement))


def _kinds(lowered: str) -> int:
    """How many kinds of words about encodings a text in lower case has."""
    return sum(any(word in lowered for word in words) for words in _ENCODINGS)


def count_beyond_ascii(text: str) -> int:
    """How many characters of `text` are not ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))
