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
    moment,
    name,
    publication,
    titles,
    word,
)
from tools.strip.pages import Labelled
from tools.strip.restyle import headline, prose, sentences

_TALK = {
    "hans": [
        "谢谢楼主分享",
        "同问",
        "已经解决了，重启一下就好",
        "我也遇到过",
        "顶一个",
        "求链接",
        "+1",
        "没试过，改天看看",
        "哈哈哈",
        "这个价格还可以吧",
        "支持一下",
        "楼上说得对",
        "看配置应该没问题",
        "我家也是这样，后来换了一个就好了",
        "具体报什么错？",
        "谢谢，学到了",
        "不推荐",
        "好的",
        "在哪里买的",
        "试过不行呢",
    ],
    "hant": [
        "謝謝分享",
        "同問",
        "已經解決了，重開機就好",
        "我也遇過",
        "推",
        "求連結",
        "+1",
        "還沒試過",
        "哈哈哈",
        "這個價格還可以吧",
        "樓上正解",
        "看規格應該沒問題",
        "請問在哪裡買的？",
        "學到了，感謝",
        "不推薦",
    ],
    "ja": [
        "ありがとうございます",
        "同じくです",
        "再起動したら直りました",
        "なるほど",
        "これはいいですね",
        "私も同じ症状です",
        "草",
        "それな",
        "詳しくお願いします",
        "どこで買えますか？",
        "おめでとうございます！",
        "参考になりました",
    ],
    "ko": [
        "감사합니다",
        "저도 그래요",
        "재부팅하니까 됐어요",
        "좋은 정보네요",
        "ㅋㅋㅋㅋ",
        "추천합니다",
        "어디서 사셨어요?",
        "비추예요",
        "해결됐습니다",
        "축하드려요!",
        "그건 좀 아닌듯",
    ],
}
_RULES = {
    "hans": "请友善交流，遵守社区规范，不要发布广告和无关内容。",
    "hant": "請友善交流，遵守板規，不要張貼廣告與無關內容。",
    "ja": "利用規約を守り、ほかの方への思いやりを持って投稿してください。",
    "ko": "서로 존중하며 운영 원칙을 지켜 주세요. 광고 글은 삭제될 수 있습니다.",
}
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
_CODE = (
    "pip install requests",
    "import sys",
    "for i in range(10):",
    "    print(i)",
    "$ git status",
    "return x + y;",
    "sudo apt update",
    "set http_proxy=http://127.0.0.1:8080",
    "SELECT id, name FROM users;",
    "</div>",
)


def remark(rng: random.Random, language: str) -> str:
    """What people write under a post: short, often without a final mark, sometimes addressed."""
    kind = rng.random()
    if kind < 0.35:
        return rng.choice(_TALK[language]) + rng.choice(["", "", "。", "！", "~", "..."])
    if language == "ko" and kind < 0.75:
        text = rng.choice(sentences("ko-talk"))
    else:
        text = prose(rng, language, rng.choice([8, 12, 18, 25, 40, 60, 90, 150]))
    if rng.random() < 0.6:
        text = text.rstrip("。.!！")
    return (f"@{name(rng, language)} " if rng.random() < 0.12 else "") + text


def post(rng: random.Random, language: str) -> Lines:
    """The text of a first post."""
    out: Lines = []
    for _ in range(rng.randrange(1, 7)):
        kind = rng.random()
        if kind < 0.5:
            out.append((prose(rng, language, rng.randrange(10, 160)), 1))
        elif kind < 0.8:
            out.append((rng.choice(["", "", "", "- ", "1. ", "## "]) + remark(rng, language), 1))
        else:
            code = [rng.choice(_CODE) for _ in range(rng.randrange(1, 4))]
            out += [(line, 1) for line in ([" ".join(code)] if rng.random() < 0.4 else code)]
    return out


class Thread:
    """The habits of one forum software: what stands around a post, and in which order."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng, self.language = rng, language
        self.status = [
            (word(rng, language, "user", "meta"), rng.random() < 0.6) for _ in range(rng.choice([0, 0, 1, 3, 6]))
        ]
        self.actions = [word(rng, language, "act", "user") for _ in range(rng.randrange(0, 4))]
        self.name_first, self.glued, self.numbered = rng.random() < 0.8, rng.random() < 0.45, rng.random() < 0.4
        self.separator = rng.choice([" ", " · ", " / ", " | ", "  "])
        self.rating = rng.choice(["", "", "", "★★★★", "看过 ", "5.0 "])

    def around(self, floor: int) -> tuple[Lines, Lines]:
        """The lines above and below a post."""
        rng, language = self.rng, self.language
        who, when = name(rng, language), rng.choice([word(rng, language, "meta") + " ", "", ""]) + moment(rng, language)
        number = f"{floor + 1}{rng.choice(['#', '楼', 'F', ''])}"
        if self.glued:
            parts = [who, self.rating + when] + ([number] if self.numbered else [])
            head: Lines = [(self.separator.join(parts), 0)]
        else:
            head = [(who, 0)]
            for label, counted in self.status:
                head += [(str(rng.randrange(999)), 0), (label, 0)] if counted else [(label, 0)]
            head.append((self.rating + when, 0))
            head += [(number, 0)] if self.numbered else []
        tail: Lines = [
            (a + rng.choice(["", f" {rng.randrange(30)}", f"({rng.randrange(9)})"]), 0) for a in self.actions
        ]
        return (head, tail) if self.name_first else ([], head + tail)


def forum(rng: random.Random, language: str) -> Lines:
    """A thread or a page of reviews: the title, a first post, replies, what the software prints, other threads."""
    title = headline(rng, language, rng.randrange(6, 24)) + rng.choice(["", "？", "！", ""])
    thread = Thread(rng, language)
    out: Lines = []
    if rng.random() < 0.4:
        out.append((word(rng, language, "nav") + " › " + word(rng, language, "nav") + " › " + title, 0))
    out.append((title, 1))
    if rng.random() < 0.6:
        counters = [f"{word(rng, language, 'meta')}: {rng.randrange(5000)}" for _ in range(2)]
        out.append((rng.choice(["|", " ", " / "]).join(counters), 0))
    for floor in range(rng.choice([1, 2, 3, 5, 8, 12, 20, 30])):
        head, tail = thread.around(floor)
        replies = rng.choice([1, 1, 1, 2])
        body: Lines = [(remark(rng, language), 1) for _ in range(replies)] if floor else post(rng, language)
        out += head + body + tail
        if floor == 0 and rng.random() < 0.6:
            out.append((f"{rng.randrange(99)} {word(rng, language, 'user')}", 0))
    return out + (_sidebar(rng, language) if rng.random() < 0.6 else [])


def _sidebar(rng: random.Random, language: str) -> Lines:
    """The member's card, the house rules, other threads with their authors and counters."""
    out: Lines = [(name(rng, language), 0)]
    if rng.random() < 0.5:
        out.append((headline(rng, language, rng.randrange(6, 24)), 0))
    for label in range(rng.randrange(0, 5)):
        out += [(word(rng, language, "user", "meta"), 0), (str(rng.randrange(3000) + label), 0)]
    if rng.random() < 0.4:
        out.append((_RULES[language], 0))
    author, counter = rng.random() < 0.4, rng.random() < 0.5
    out.append((word(rng, language, "rel"), 0))
    for _ in range(rng.randrange(3, 15)):
        out.append((headline(rng, language, rng.randrange(8, 34)) + rng.choice(["", "", "？", "…"]), 0))
        out += [(name(rng, language) + rng.choice([" | ", " "]) + date(rng, language), 0)] if author else []
        out += [(f"{rng.randrange(99)} / {rng.randrange(99)}", 0)] if counter else []
    return out


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
        out += [(rng.choice(_CODE), 1) for _ in range(rng.randrange(0, 5))]
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
    for _ in range(rng.randrange(4, 25)):
        for piece in re.split(r"(?<=[、，,])|(?<=[。！？!?.])", prose(rng, language, rng.randrange(10, 60))):
            bare = piece.strip(" 、，,。." if rng.random() < 0.7 else "")
            if bare:
                out.append((bare + rng.choice(["", "", "", "♡", "♪", "～", "！", "…", "😊", "☆", "笑", "~"]), 1))
        if rng.random() < 0.15:
            out.append((rng.choice(["・・・", "---", "***", "♡♡♡", "。。。", "◇◇◇"]), 1))
    return out


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


BODIES: dict[str, Callable[[random.Random, str], Lines]] = {
    "forum": forum, "article": article, "recipe": recipe, "verse": verse, "chapter": chapter, "manual": manual,
    "table": table, "questions": questions, "diary": diary, "outline": outline,
}  # fmt: skip
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
    out: Lines = [(word(rng, language, "user"), 0)]
    for _ in range(rng.randrange(1, 6)):
        out += [(name(rng, language), 0), (date(rng, language), 0), (remark(rng, language), 1)]
        out += [(word(rng, language, "act"), 0)]
    return out


def made_pages(count: int) -> list[Labelled]:
    """`count` pages of every genre in every language."""
    return [
        page(genre, language, seed)
        for genre in BODIES
        for language in LANGUAGES
        for seed in range(count * 4 if genre == "forum" else count)
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
