"""Pages of kinds that the real ones hardly cover: forums, questions, recipes, products, manuals, poems, chapters.

The bodies are sentences of openly licensed corpora in the shapes of the genre, the furniture is drawn at random from
the vocabulary; the labels are known by construction.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tools.strip.furniture import (
    Lines,
    bar,
    date,
    imprint,
    menu,
    name,
    publication,
    titles,
    word,
)
from tools.strip.pages import Labelled
from tools.strip.restyle import headline, prose
from tools.strip.threads import CODE, forum, remark

_DISH = {
    "hans": ("鸡蛋", "面粉", "白糖", "酱油", "葱花", "土豆", "五花肉", "料酒", "香油", "清水"),
    "hant": ("雞蛋", "麵粉", "砂糖", "醬油", "蔥花", "馬鈴薯", "五花肉", "米酒", "香油", "清水"),
    "ja": ("卵", "小麦粉", "砂糖", "醤油", "ネギ", "じゃがいも", "豚肉", "みりん", "ごま油", "水"),
    "ko": ("달걀", "밀가루", "설탕", "간장", "대파", "감자", "돼지고기", "맛술", "참기름", "물"),
}
_UNIT = {
    "hans": "个 克 勺 毫升 适量",
    "hant": "個 克 匙 毫升 適量",
    "ja": "個 g 大さじ ml 少々",
    "ko": "개 g 큰술 ml 약간",
}


def article(rng: random.Random, language: str) -> Lines:
    """News or a blog post: a title, headings, captions, paragraphs."""
    out: Lines = []
    for _ in range(rng.randrange(2, 14)):
        if rng.random() < 0.2:
            out.append((headline(rng, language, rng.randrange(4, 16)), 1))
        out.append((prose(rng, language, rng.randrange(30, 260)), 1))
    return out


def recipe(rng: random.Random, language: str) -> Lines:
    """Ingredients and steps."""
    out: Lines = [(prose(rng, language, 40), 1)]
    for _ in range(rng.randrange(4, 10)):
        amount = f"{rng.randrange(1, 300)}{rng.choice(_UNIT[language].split())}"
        out.append((rng.choice(_DISH[language]) + rng.choice([" ", "：", "…", " "]) + amount, 1))
    for number in range(1, rng.randrange(4, 9)):
        out.append((rng.choice([f"{number}.", f"{number}、", f"STEP {number} "]) + prose(rng, language, 30), 1))
    return out


def verse(rng: random.Random, language: str) -> Lines:
    """A poem or a song."""
    size = rng.randrange(5, 15)
    return [(headline(rng, language, size) + rng.choice(["", "", "，", "。"]), 1) for _ in range(rng.randrange(4, 40))]


def chapter(rng: random.Random, language: str) -> Lines:
    """Narrative with dialogue: many short paragraphs."""
    out: Lines = []
    for _ in range(rng.randrange(10, 60)):
        text = prose(rng, language, rng.choice([8, 12, 20, 40, 90]))
        if rng.random() < 0.4:
            marks = "“”" if language == "hans" else "「」"
            text = f"{marks[0]}{text}{marks[1]}"
        out.append((text, 1))
    return out


def manual(rng: random.Random, language: str) -> Lines:
    """Steps, options and code."""
    out: Lines = []
    for _ in range(rng.randrange(2, 7)):
        out.append((headline(rng, language, rng.randrange(4, 12)) + rng.choice(["", "#", "："]), 1))
        out.append((prose(rng, language, rng.randrange(20, 120)), 1))
        out += [(rng.choice(CODE), 1) for _ in range(rng.randrange(0, 5))]
        out += [("- " + headline(rng, language, rng.randrange(6, 25)), 1) for _ in range(rng.randrange(0, 5))]
    return out


def table(rng: random.Random, language: str) -> Lines:
    """Results or prices between two paragraphs."""
    out: Lines = [(prose(rng, language, 60), 1)]
    for number in range(rng.randrange(4, 25)):
        cells = [headline(rng, language, rng.randrange(2, 6)), str(rng.randrange(200)), f"{rng.randrange(999) / 10}"]
        out.append((rng.choice([" ", "\t", " | "]).join(([str(number + 1)] if rng.random() < 0.5 else []) + cells), 1))
    out.append((prose(rng, language, 60), 1))
    return out


def questions(rng: random.Random, language: str) -> Lines:
    """Questions with answers."""
    out: Lines = []
    for number in range(1, rng.randrange(3, 9)):
        out.append((rng.choice(["Q：", "问：", f"{number}. ", ""]) + headline(rng, language, 16) + "？", 1))
        out.append((rng.choice(["A：", "答：", "", ""]) + prose(rng, language, rng.randrange(15, 120)), 1))
    return out


def diary(rng: random.Random, language: str) -> Lines:
    """A personal blog: sentences broken into short lines, few marks, ornaments."""
    out: Lines = []
    at = _PHRASE[language] if rng.random() < _BROKEN[language] else r"(?<=[、，,])|(?<=[。！？!?.])"
    marked, ornament = rng.choice([0.1, 0.3, 0.5]), rng.choice([0.05, 0.15, 0.3])
    for _ in range(rng.randrange(4, 25)):
        for piece in re.split(at, prose(rng, language, rng.randrange(10, 60))):
            bare = piece.strip(" 、，,。." if rng.random() < 0.7 else "")
            if bare:
                mark = rng.choice(["♡", "♪", "～", "！", "…", "😊", "☆", "笑", "~"]) if rng.random() < marked else ""
                out.append((bare + mark, 1))
            if rng.random() < ornament / 3:
                out.append((rng.choice(["😊✨", "♡", "😂", "🌸🌸", "☺", "🎵"]), 1))
        if rng.random() < ornament:
            out.append((rng.choice(["・・・", "---", "***", "♡♡♡", "。。。", "◇◇◇"]), 1))
    return out


_PHRASE = {
    "ja": r"(?<=[はがをにでとも、。])(?=[一-鿿ァ-ヴ])", "ko": r"(?<=[은는이가을를에고]) ",
    "hans": r"(?<=[，。：；、])|(?<=[的了是在])(?=\w{3})", "hant": r"(?<=[，。：；、])|(?<=[的了是在])(?=\w{3})",
}  # fmt: skip
"""Where bloggers break a line inside of a sentence: behind particles."""
_BROKEN = {"ja": 0.5, "ko": 0.3, "hans": 0.15, "hant": 0.15}
"""How many do (an estimate; common in Japanese, rare in Chinese)."""


def outline(rng: random.Random, language: str) -> Lines:
    """A guide made of headings and short entries: lists of works, of places, of requirements."""
    out: Lines = [(prose(rng, language, rng.randrange(20, 120)), 1)]
    lead = rng.choice(["—— ", "· ", "- ", "", "★", "▶ ", "# "])
    for number in range(1, rng.randrange(3, 12)):
        head = rng.choice(
            [f"{number}. ", f"({number})", f"第{number}章 ", "一二三四五六七八九十"[number % 10] + "、", lead]
        )
        out.append((head + headline(rng, language, rng.randrange(3, 14)), 1))
        for _ in range(rng.randrange(0, 7)):
            code = rng.choice(["", "", f"{rng.randrange(10**5, 10**6)} ", f"({rng.randrange(1900, 2024)}) "])
            out.append((lead + code + headline(rng, language, rng.randrange(3, 20)), 1))
        if rng.random() < 0.4:
            out.append((prose(rng, language, rng.randrange(15, 90)), 1))
    return out


_NOTICE = {
    "hans": ("各有关单位：", "联系人：", "电话：", "附件：", "特此通知。", "（此件公开发布）"),
    "hant": ("各相關單位：", "聯絡人：", "電話：", "附件：", "特此公告。", "（本文公開）"),
    "ja": ("関係者各位", "担当：", "電話：", "添付：", "以上", "記"),
    "ko": ("관계자 여러분께", "담당자: ", "전화: ", "붙임: ", "끝.", "아래와 같이 알립니다."),
}


def notice(rng: random.Random, language: str) -> Lines:
    """An announcement: to whom, numbered headings, whom to ask, what is attached, who signs and when."""
    whom, person, phone, attached, end, remark_ = _NOTICE[language]
    out: Lines = [(whom, 1), (prose(rng, language, rng.randrange(30, 90)), 1)]
    for number in range(1, rng.randrange(2, 6)):
        out.append((rng.choice(["一二三四五六"[number] + "、", f"{number}. "]) + headline(rng, language, 8), 1))
        for step in range(rng.randrange(0, 4)):
            text = prose(rng, language, 25) if rng.random() < 0.7 else date(rng, language)
            out.append((rng.choice([f"（{'一二三四'[step]}）", f"{step + 1}. ", ""]) + text, 1))
    ask = rng.choice([" ", "  ", "\n"]).join((person + name(rng, language), phone + str(rng.randrange(10**7, 10**8))))
    out += [(line, 1) for line in ask.split("\n")] if rng.random() < 0.7 else []
    for number in range(1, rng.choice([1, 2, 4])):
        file = f"{number}.{headline(rng, language, 10)}{rng.choice(['', '.doc', '.pdf', '.xls'])}"
        out.append(((attached if number == 1 else "") + file, 1))
    out += [(end, 1)] if rng.random() < 0.4 else []
    out += [(headline(rng, language, 7), 1), (date(rng, language), 1)] if rng.random() < 0.7 else []
    return [*out, (remark_, 1)] if rng.random() < 0.2 else out


BODIES: dict[str, Callable[[random.Random, str], Lines]] = {
    "forum": forum, "article": article, "recipe": recipe, "verse": verse, "chapter": chapter, "manual": manual,
    "table": table, "questions": questions, "diary": diary, "outline": outline,
    "notice": notice,
}  # fmt: skip
_TEASER = {
    "hans": "本文为付费内容，剩余{}字，开通会员后阅读全文。",
    "hant": "本文為訂閱內容，還有{}字，加入會員閱讀全文。",
    "ja": "この記事は有料会員限定です。残り{}文字",
    "ko": "이 기사는 유료 회원 전용입니다. 남은 글자 {}자",
}
"""What stands where the free part of an article ends."""
LANGUAGES = ("hans", "hant", "ja", "ko")


def page(genre: str, language: str, seed: int) -> Labelled:
    """One page of a genre."""
    rng = random.Random(f"{genre} {language} {seed}")
    out: Lines = menu(rng, language)
    if rng.random() < 0.3:
        out += titles(rng, language)
    if genre != "forum":
        out.append((headline(rng, language, rng.randrange(5, 28)), 1))
        if rng.random() < 0.8:
            out += publication(rng, language)
        out += bar(rng, language) if rng.random() < 0.4 else []
    out += BODIES[genre](rng, language)
    if genre == "article" and rng.random() < 0.15:
        out.append((_TEASER[language].format(rng.randrange(50, 2000)), 0))
    after = [bar, titles, titles, imprint]
    if genre != "forum" and rng.random() < 0.3:
        after.insert(rng.randrange(1, 3), _remarks)
    for part in after:
        if rng.random() < 0.75:
            out += part(rng, language)
    lines, labels = [line for line, _ in out], [label for _, label in out]
    gold = "\n".join(line for line, label in out if label)
    return Labelled(f"{genre}-{language}-{seed}", f"made-{seed % 10}", f"made {genre} {language}", lines, labels, gold)


def _remarks(rng: random.Random, language: str) -> Lines:
    """What readers wrote below an article: not its author's."""
    out: Lines = [(word(rng, language, "user"), 0)]
    for _ in range(rng.randrange(1, 6)):
        out += [(name(rng, language), 0), (date(rng, language), 0), (remark(rng, language), 0)]
        out += [(word(rng, language, "act"), 0)]
    return out


def made_pages(count: int) -> list[Labelled]:
    """`count` pages of every genre in every language."""
    return [
        page(genre, language, seed)
        for genre in BODIES
        for language in LANGUAGES
        for seed in range(count * {"forum": 8, "diary": 2}.get(genre, 1))
    ]


def transplant(source: Labelled, language: str, seed: int) -> Labelled:
    """The furniture of `source` around a made body of another genre, `language` being the one of the page."""
    rng = random.Random(f"transplant {source.name} {seed}")
    genre = rng.choice([name for name in BODIES if name not in ("forum", "article")])
    inside = [number for number, label in enumerate(source.labels) if label]
    before, after = source.lines[: inside[0]], source.lines[inside[-1] + 1 :]
    body: Lines = [(headline(rng, language, rng.randrange(5, 28)), 1)]
    body += [(line, 0) for line in source.lines[inside[0] : inside[-1]][1:4] if line in _outside(source)]
    body += BODIES[genre](rng, language)
    out = [(line, 0) for line in before] + body + [(line, 0) for line in after]
    lines, labels = [line for line, _ in out], [label for _, label in out]
    gold = "\n".join(line for line, label in out if label)
    return Labelled(f"{source.name}+{genre}", source.group, f"transplanted {genre} {language}", lines, labels, gold)


def _outside(source: Labelled) -> set[str]:
    return {line for line, label in zip(source.lines, source.labels, strict=True) if not label}
