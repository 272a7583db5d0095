"""What the lines around an article say about it: date, source, author, editor, section."""

from __future__ import annotations

from collections.abc import Iterable

from cjkclean.patterns import lazy

_LABELS = {
    "source": "来源|文章来源|本文来源|信息来源|新闻来源|稿件来源|消息来源|稿源|出处|來源|資料來源|新聞來源|"
    "提供元|提供|出典|출처",
    "author": "作者|记者|本报记者|撰文|撰稿|文|記者|文責|執筆|投稿者|글|기자|작성자",
    "editor": "责任编辑|值班编辑|实习编辑|网络编辑|责编|编辑|責任編輯|核稿編輯|責編|編輯|편집",
}
_FIELD = {
    key: lazy(rf"(?:^|[\s【\[(（|｜,，])(?:{labels})\s*[:：]\s*([^\s|｜()（）【】\[\]:：,，]{{1,30}})")
    for key, labels in _LABELS.items()
}
_DATE = lazy(
    r"(?<!\d)((?:19|20)\d\d)(?:\s?[年년]\s?|[-/.])(\d{1,2})(?:\s?[月월]\s?|[-/.])(\d{1,2})(?:\s?[日일])?(?!\d)"
    r"(?:\D{0,6}?(\d{1,2}):(\d\d)(?::(\d\d))?)?"
)
_TRAIL = lazy(r"\s*(?:>>|[>＞»›])\s*")
_TRAIL_LEAD = lazy(r"^.*?[:：]\s*")
_TRAIL_END = lazy(r"^(?:正文|内文|內文|内容|本文|浏览文章|文章|新闻内容)?$")


def _date(line: str) -> str | None:
    match = _DATE.search(line)
    if not match:
        return None
    year, month, day = (int(part) for part in match.group(1, 2, 3))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    date = f"{year:04}-{month:02}-{day:02}"
    if match.group(4) is None or int(match.group(4)) > 23 or int(match.group(5)) > 59:
        return date
    return f"{date}T{int(match.group(4)):02}:{match.group(5)}" + (f":{match.group(6)}" if match.group(6) else "")


def _section(line: str) -> str | None:
    parts = [part for part in _TRAIL.split(_TRAIL_LEAD.sub("", line)) if part]
    if len(parts) < 2 or len(line) > 80:
        return None
    while len(parts) > 1 and _TRAIL_END.match(parts[-1]):
        parts.pop()
    return " > ".join(parts)


def collect(lines: Iterable[str]) -> dict[str, str]:
    """The first value of each field that the lines give, `date` in ISO 8601.

    >>> collect(["首页 > 财经 > 正文", "发布时间：2024-02-02 10:11 来源：某某日报", "责任编辑：王明"])
    {'section': '首页 > 财经', 'date': '2024-02-02T10:11', 'source': '某某日报', 'editor': '王明'}
    """
    found: dict[str, str] = {}
    for line in lines:
        if "section" not in found and (section := _section(line)):
            found["section"] = section
        if "date" not in found and len(line) <= 80 and (date := _date(line)):
            found["date"] = date
        for key, pattern in _FIELD.items():
            if key not in found and (match := pattern.search(line)):
                found[key] = match.group(1)
    return found
