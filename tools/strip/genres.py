"""Pages of kinds that the real ones hardly cover: forums, questions, recipes, products, manuals, poems, chapters.

The bodies are sentences of openly licensed corpora in the shapes of the genre, the furniture is drawn at random from
the vocabulary; the labels are known by construction.
"""

from __future__ import annotations

import random
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
    """What people write under a post."""
    kind = rng.random()
    if kind < 0.45:
        return rng.choice(_TALK[language]) + rng.choice(["", "", "。", "！", "~", "..."])
    if language == "ko" and kind < 0.8:
        return rng.choice(sentences("ko-talk"))
    return prose(rng, language, rng.randrange(8, 90))


def post(rng: random.Random, language: str) -> Lines:
    """The text of a first post."""
    out: Lines = []
    for _ in range(rng.randrange(1, 7)):
        kind = rng.random()
        if kind < 0.65:
            out.append((prose(rng, language, rng.randrange(10, 160)), 1))
        elif kind < 0.85:
            out.append((remark(rng, language), 1))
        else:
            out += [(rng.choice(_CODE), 1) for _ in range(rng.randrange(1, 4))]
    return out


def forum(rng: random.Random, language: str) -> Lines:
    """A thread: the title, a first post, replies, and what the software prints around each."""
    title = headline(rng, language, rng.randrange(6, 24)) + rng.choice(["", "？", "！", ""])
    status = [(word(rng, language, "user", "meta"), rng.random() < 0.6) for _ in range(rng.randrange(0, 7))]
    actions = [word(rng, language, "act", "user") for _ in range(rng.randrange(0, 4))]
    name_first, glued, numbered = rng.random() < 0.8, rng.random() < 0.3, rng.random() < 0.4
    out: Lines = []
    if rng.random() < 0.4:
        out.append((word(rng, language, "nav") + " › " + word(rng, language, "nav") + " › " + title, 0))
    out.append((title, 1))
    if rng.random() < 0.6:
        counters = [f"{word(rng, language, 'meta')}: {rng.randrange(5000)}" for _ in range(2)]
        out.append((rng.choice(["|", " ", " / "]).join(counters), 0))
    for floor in range(rng.choice([1, 2, 3, 5, 8, 12, 20])):
        who = name(rng, language)
        head: Lines = [(who, 0)]
        for label, counted in status:
            head += [(str(rng.randrange(999)), 0), (label, 0)] if counted else [(label, 0)]
        when = rng.choice([word(rng, language, "meta") + " ", "", ""]) + moment(rng, language)
        if glued:
            head = [(f"{who} {when}" + (f" #{floor + 1}" if numbered else ""), 0)]
        else:
            head.append((when, 0))
            head += [(f"{floor + 1}{rng.choice(['#', '楼', 'F', ''])}", 0)] if numbered else []
        replies = rng.choice([1, 1, 1, 2])
        body = [(remark(rng, language), 1) for _ in range(replies)] if floor else post(rng, language)
        acts = [(a + rng.choice(["", f" {rng.randrange(30)}", f"({rng.randrange(9)})"]), 0) for a in actions]
        out += head + body + acts if name_first else body + head + acts
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


BODIES: dict[str, Callable[[random.Random, str], Lines]] = {
    "forum": forum, "article": article, "recipe": recipe, "verse": verse, "chapter": chapter, "manual": manual,
    "table": table, "questions": questions,
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
    return [page(g, language, seed) for g in BODIES for language in LANGUAGES for seed in range(count)]
