"""What surrounds an escape: code, a URL, or somebody writing about escapes.

In damaged text an escape stands where its character should stand. In code, in a URL and in writing about escapes it
stands for itself, and must stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from cjkclean.kernels.words import find_words
from cjkclean.patterns import lazy

_CODE = lazy(
    r"""</?[A-Za-z!][^<>\n]{0,300}>?          # markup
    | <[A-Za-z][^<>\n]*$
    | [{}`]                                   # blocks, JSON, templates, quoted code
    | [=(:,\[]\s*[bru]?["'][^"'\n]*["']\s*[,;)\]]  # a string literal as a value or an argument
    | (?<![\w])[bru]["']                      # b"", r"", u""
    | \)\s*[;{]|[\w)"'\]];\s*$                # the end of a statement
    | ^\s*(?://|/\*|\#include|\$\s|>>>\s)     # comments and prompts
    | ^\s*["'].*["'],\s*$|^\s*'.*'\s*[\\)]?\s*$|["]{3}  # an element of a list of strings
    | (?<![^\x00-\x7f])["']￼["'](?![^\x00-\x7f])|[\[-]￼|￼-  # a string or a set of characters
    | [+%!=<>]\s*["']|["']\s*[+%]|\bin\s+["']   # an operator beside a string
    | \b(?:printf?|echo|return|import|sed|grep|awk|tr)\s*["'(]
    | \b\w+\s*=\s*["']
    """,
    re.VERBOSE | re.ASCII,
)
_QUOTED_CODE = lazy("`[^`￼字]*`")
"""Code that a line quotes, with no escape in it."""
_ABOUT = (
    "HTML", "html", "XML", "xml", "JSON", "json", "Unicode", "unicode", "UNICODE", "UTF", "utf-", "ASCII", "ascii",
    "entit", "Entit", "escap", "Escap", "regex", "regular expr", "quoted-printable", "Base64", "base64", "urlencode",
    "ncode", "NCODE", "percent-enc", "URL-enc", "URL enc", "URL编码", "URL 编码", "URL編碼", "code point",
    "character ref", "mpersand", "LaTeX", "printf", "转义", "轉義", "跳脫", "逸出", "字符实体", "字元實體", "实体字符",
    "实体引用", "字符引用", "字符參引", "字元參引", "字元參照", "字符编码", "字元編碼", "字符集",
    "换行符", "換行符", "码位", "碼位", "正则", "正規表", "正則", "エスケープ", "文字参照", "実体参照",
    "文字コード", "コードポイント", "改行コード", "正規表現",
    "이스케이프", "유니코드", "문자 참조", "개행 문자", "정규식", "정규 표현",
    "&;", "\"&\"", "'&'", "‘&’", "“&”", "„&“", "„&”", "«&»", "»&«", "「&」", "（&）", "(&)",
)  # fmt: skip
"""The words with which people write about escapes, in the four languages: the vocabulary of the standards that
define them (HTML, XML, JSON, URI, MIME) and its usual translations. In all languages, the ampersand by itself."""

_HEADS = bytes(
    any(ord(word[0]) & 255 == low for word in _ABOUT) | any(ord(word[1]) & 255 == low for word in _ABOUT) << 1
    for low in range(256)
)
_WORDS = {word[:2]: tuple(other for other in _ABOUT if other[:2] == word[:2]) for word in _ABOUT}

ISOLATING = frozenset(" \t\n\r\u3000\xa0\"'`“”„‘’‚«»‹›「」『』《》〈〉()（）[]【】、，。,.：:;；=|/\u200e\u200f")
"""What stands around a word that is mentioned, not used."""

APART = 2
"""Bit of a run's surroundings: it stands like a mentioned word."""

_LISTED = lazy(
    r"&(amp|lt|gt|quot|apos);[\s,、，/\"'“”„‘’«»]{1,6}&(?!\1;)(amp|lt|gt|quot|apos);[\s,、，/\"'“”„‘’«»]{1,6}"
    r"&(?!\1;|\2;)(?:amp|lt|gt|quot|apos);"
)
"""Three of the five entities that XML knows, one after the other: a list of them, in any language."""
_TOKEN = lazy(r"[!-~]*")
_ADDRESS = lazy(r"//|www\.|[?&][\w.\-]{,64}=|@", re.ASCII)
_OVERLAP = 66
"""How long what shows an address is at most."""
_LONGEST_ADDRESS, _LONGEST_PATH = 2000, 260
"""Code points: what browsers take, and the longest path of Windows."""


_CODE_ENDS = frozenset(";{}:([),")
_CODE_SHARE = 0.3
"""Share of lines with such an end from which a text is source code. It is passed by 95 % of the files of CPython's
library and by 2 % of real pages (lists of phrases), measured over all their lines."""


_LINES_A_TAG = 10
"""A text with more closing tags than one in so many lines is markup; crawled text has a stray one at most."""


def is_markup(text: str) -> bool:
    """Whether the whole text is markup, judged by its closing tags."""
    return "<" in text and text.count("</") > 2 + text.count("\n") // _LINES_A_TAG


def is_source(text: str) -> bool:
    """Whether the whole text is a program, judged by how its lines end."""
    lines = text.split("\n")[:-1]
    return len(lines) > 5 and sum(line[-1:] in _CODE_ENDS for line in lines) > _CODE_SHARE * len(lines)


class Line(NamedTuple):
    """A line that holds escapes, which are not code."""

    start: int
    end: int


class Context:
    """Looks at the surroundings of places in one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._asked: Line | None = None
        self._ascii = False
        self._token = (0, -1, False)  # start of the unbroken ASCII last asked about, up to where, whether an address

    def is_ascii(self, line: Line) -> bool:
        """Whether the line has ASCII only; asked for every run in it."""
        if self._asked is not line:
            self._asked, self._ascii = line, self.text[line.start : line.end].isascii()
        return self._ascii

    @cached_property
    def about_escapes(self) -> list[int]:
        """Where words about escapes stand in the text."""
        return find_words(self.text, _HEADS, _WORDS)

    @cached_property
    def mentions_escapes(self) -> bool:
        """Whether the text writes about escapes, in words or by listing them."""
        return bool(self.about_escapes) or ("&amp;" in self.text and _LISTED.search(self.text) is not None)

    def is_about(self, start: int, end: int) -> bool:
        """Whether text[start:end] has a word about escapes."""
        at = bisect_left(self.about_escapes, start)
        return at < len(self.about_escapes) and self.about_escapes[at] < end

    def is_code(self, start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether the line text[start:end] is code, judged by what stands around its escapes `spans`."""
        text, at = self.text, start
        pieces: list[str] = []
        for first, last in spans:
            pieces += (text[at:first], "￼" if text[first] == "\\" else "字")
            at = last
        line = "".join((*pieces, text[at:end]))
        if "`" in line:
            line = _QUOTED_CODE.sub("", line)
        return _CODE.search(line) is not None

    def token_before(self, at: int, line_start: int, longest: int = _LONGEST_PATH) -> str:
        """The unbroken ASCII that ends at `at`, as far as `longest` code points back."""
        if at == 0 or not "!" <= self.text[at - 1] <= "~":
            return ""
        found = _TOKEN.match(self.text[max(line_start, at - longest) : at][::-1])
        return found.group()[::-1] if found else ""

    def in_address(self, at: int, line_start: int) -> bool:
        """Whether `at` is inside a URL or an e-mail address.

        Asked for one run after the other, it looks only at what is new since the last one.
        """
        text = self.text
        if at == 0 or not "!" <= text[at - 1] <= "~":
            return False
        start, upto, found = self._token
        if line_start <= start <= upto <= at and _TOKEN.fullmatch(text, upto, at):
            found = found or _ADDRESS.search(text, max(start, upto - _OVERLAP), at) is not None
        else:
            start = at - len(self.token_before(at, line_start, _LONGEST_ADDRESS))
            found = text[start] == "/" or _ADDRESS.search(text, start, at) is not None
        self._token = (start, at, found)
        return found
