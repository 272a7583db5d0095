"""Texts that are no pages, though they speak like one: every line is content.

Lists of interface strings, glossaries, manuals whose headings are names of buttons, terms, minutes, chats, references,
timetables, forms, tables of contents, letters. Words come from the vocabulary of furniture on purpose, sentences from
openly licensed corpora. What tells them from pages is the arrangement alone.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from tools.strip.furniture import Lines, date, moment, name, word
from tools.strip.genres import BODIES, LANGUAGES
from tools.strip.pages import Labelled
from tools.strip.restyle import headline, prose

_ALL = ("nav", "act", "meta", "legal", "rel", "user", "app")
_QUOTES = {"hans": "“”", "hant": "「」", "ja": "「」", "ko": "''"}
_CLICK = {
    "hans": ("点击{}，", "选择{}后，", "要{}，请按下面的步骤操作。", "在菜单中找到{}。"),
    "hant": ("點選{}，", "選擇{}之後，", "若要{}，請依下列步驟操作。", "在選單中找到{}。"),
    "ja": (
        "{}をクリックすると、",
        "{}を選びます。",
        "{}するには、次の手順に従ってください。",
        "メニューの{}を開きます。",
    ),
    "ko": ("{} 단추를 누르면 ", "{} 항목을 선택합니다. ", "{} 방법은 다음과 같습니다. ", "메뉴에서 {}를 찾습니다. "),
}
_ASK = {
    "hans": ("怎样{}？", "为什么不能{}？", "{}在哪里？", "什么是{}？"),
    "hant": ("怎樣{}？", "為什麼不能{}？", "{}在哪裡？", "什麼是{}？"),
    "ja": ("{}はどこですか？", "{}できないのはなぜですか？", "{}とは何ですか？", "{}するにはどうすればよいですか？"),
    "ko": ("{}는 어디에 있나요?", "{}가 되지 않는 이유는 무엇인가요?", "{}란 무엇인가요?", "{}하려면 어떻게 하나요?"),
}
_FIELDS = {
    "hans": "姓名 性别 出生年月 电话 地址 邮箱 单位 职务 学历 备注 时间 地点 主持人 出席 缺席 议题 编号 日期 来源",
    "hant": "姓名 性別 出生年月 電話 地址 信箱 單位 職稱 學歷 備註 時間 地點 主席 記錄 出席 請假 議題 編號 日期 來源",
    "ja": "氏名 性別 生年月日 電話番号 住所 メール 所属 役職 学歴 備考 日時 場所 司会 出席者 欠席者 議題 日付 出典",
    "ko": "이름 성별 생년월일 전화번호 주소 이메일 소속 직위 학력 비고 일시 장소 사회 참석 불참 안건 번호 날짜 출처",
}
_CLAUSE = {"hans": "第{}条 ", "hant": "第{}條 ", "ja": "第{}条　", "ko": "제{}조 "}
_CHAPTER = {"hans": "第{}章 ", "hant": "第{}章 ", "ja": "第{}章　", "ko": "제{}장 "}
_ENGLISH = (
    "Home", "Print", "Close", "Share", "Log in", "Sign up", "Back to top", "Settings", "Help", "Search", "Next page",
    "Delete", "Save", "Cancel", "Open file", "Copy link", "Comments", "Download", "Privacy policy", "Copyright",
)  # fmt: skip


def _entry(rng: random.Random, language: str) -> str:
    """A name that a program or a site shows: a word of the vocabulary, or the beginning of a sentence."""
    if rng.random() < 0.6:
        return word(rng, language, *_ALL)
    return headline(rng, language, rng.randrange(2, 14))


def strings(rng: random.Random, language: str) -> Lines:
    """Messages of a program, bare or with keys, translations, accelerators and place holders."""
    shape = rng.randrange(7)
    rate = rng.choice([0.02, 0.05, 0.1, 0.4, 0.8])
    out: Lines = []
    for number in range(rng.choice([12, 25, 40, 80, 200, 200])):
        text = word(rng, language, *_ALL) if rng.random() < rate else headline(rng, language, rng.randrange(2, 40))
        if rng.random() < 0.12:
            text += rng.choice(
                [f"(&{rng.choice('ABCDEFS')})", f"(_{rng.choice('ABCDEFS')})", "…", "...", "：", " %s", " %d", " {0}"]
            )
        elif rng.random() < 0.15:
            text = prose(rng, language, rng.randrange(12, 60))
        english = rng.choice(_ENGLISH)
        key = f"{english.lower().replace(' ', rng.choice('_.-'))}{rng.choice(['', '.title', '_label', f'.{number}'])}"
        shapes = ("{0}", "{1}={0}", '"{1}": "{0}",', "{2}\t{0}", "{0} {2}", "- {0}", "{3}. {0}")
        text = shapes[shape].format(text, key, english, number + 1)
        out.append((text, 1))
    return out


def glossary(rng: random.Random, language: str) -> Lines:
    """Terms and what they mean."""
    mark = rng.choice(["：", " - ", " — ", "\n", " = ", "　"])
    out: Lines = [(headline(rng, language, 12), 1)]
    for _ in range(rng.randrange(8, 40)):
        meaning = prose(rng, language, rng.randrange(8, 50)) if rng.random() < 0.6 else headline(rng, language, 12)
        out += [(part, 1) for part in (_entry(rng, language) + mark + meaning).split("\n")]
    return out


def guide(rng: random.Random, language: str) -> Lines:
    """A manual: headings that are names of buttons, sentences that tell which to press."""
    out: Lines = [(headline(rng, language, 14), 1)]
    left, right = tuple(_QUOTES[language])
    for number in range(1, rng.randrange(4, 14)):
        out.append((rng.choice(["", "", f"{number}. ", f"{number} ", "## "]) + word(rng, language, *_ALL), 1))
        for step in range(1, rng.randrange(2, 5)):
            told = rng.choice(_CLICK[language]).format(left + word(rng, language, *_ALL) + right)
            out.append((rng.choice(["", f"{step}. ", f"({step}) "]) + told + prose(rng, language, 25), 1))
    return out


def answers(rng: random.Random, language: str) -> Lines:
    """Questions about a site or a program, with answers."""
    out: Lines = []
    for number in range(1, rng.randrange(5, 16)):
        asked = rng.choice(_ASK[language]).format(word(rng, language, *_ALL))
        out.append((rng.choice(["Q: ", "Q.", f"{number}. ", ""]) + asked, 1))
        out.append((rng.choice(["A: ", "A.", "", ""]) + prose(rng, language, rng.randrange(10, 80)), 1))
    return out


def terms(rng: random.Random, language: str) -> Lines:
    """Clauses under headings of law."""
    out: Lines = [(word(rng, language, "legal"), 1)]
    if rng.random() < 0.5:
        out.append((word(rng, language, "meta") + "：" + date(rng, language), 1))
    for number in range(1, rng.randrange(5, 20)):
        out.append((_CLAUSE[language].format(number) + word(rng, language, "legal", "user"), 1))
        for clause in range(1, rng.randrange(2, 5)):
            text = word(rng, language, "legal") + prose(rng, language, rng.randrange(20, 100))
            out.append((rng.choice(["", f"{number}.{clause} ", f"({clause}) "]) + text, 1))
    return out


def form(rng: random.Random, language: str) -> Lines:
    """Labels with values or room for them: minutes, applications, lives in short."""
    labels = _FIELDS[language].split()
    out: Lines = [(headline(rng, language, 10), 1)]
    for label in rng.sample(labels, rng.randrange(5, 15)):
        value = rng.choice(["", "____", name(rng, language), moment(rng, language), headline(rng, language, 10)])
        out.append((label + rng.choice(["：", ":", "  "]) + value, 1))
    for number in range(1, rng.randrange(2, 12)):
        out.append((f"{number}. " + rng.choice([prose(rng, language, 40), word(rng, language, *_ALL)]), 1))
    return out


def chat(rng: random.Random, language: str) -> Lines:
    """Who said what at which time."""
    people = [name(rng, language) for _ in range(rng.randrange(2, 5))]
    glued = rng.random() < 0.5
    out: Lines = []
    for _ in range(rng.randrange(6, 40)):
        head, said = f"{rng.choice(people)} {moment(rng, language)}", headline(rng, language, rng.randrange(3, 24))
        if rng.random() < 0.15:
            said = word(rng, language, "act", "user", "app")
        out += [(f"{head} {said}", 1)] if glued else [(head, 1), (said, 1)]
    return out


def references(rng: random.Random, language: str) -> Lines:
    """Works or addresses, numbered, dated, with host names."""
    out: Lines = [(headline(rng, language, 8), 1)]
    for number in range(1, rng.randrange(6, 40)):
        text = (
            f"{name(rng, language)}. {headline(rng, language, 18)}. {headline(rng, language, 6)}, {date(rng, language)}"
        )
        if rng.random() < 0.4:
            text += f" http://www.example.{rng.choice(['org', 'com', 'net'])}/{rng.randrange(999)}"
        out.append((rng.choice([f"[{number}] ", f"{number}. ", "- "]) + text, 1))
    return out


def contents(rng: random.Random, language: str) -> Lines:
    """A table of contents, a programme or a timetable."""
    out: Lines = [(headline(rng, language, 8), 1)]
    page = 1
    shape = rng.randrange(3)
    for number in range(1, rng.randrange(8, 40)):
        page += rng.randrange(1, 20)
        entry = _entry(rng, language)
        chapter = _CHAPTER[language].format(number) + entry + rng.choice([" …… ", "  ", "......"]) + str(page)
        out.append(
            ((chapter, f"{moment(rng, language)} {entry}", f"{number % 24:02}:{page % 60:02} {entry}")[shape], 1)
        )
    return out


def grid(rng: random.Random, language: str) -> Lines:
    """Rows of cells under headings that lists of articles have too."""
    mark = rng.choice(["\t", " ", " | ", ",", "  "])
    out: Lines = [(mark.join(word(rng, language, "meta", "user", "nav") for _ in range(4)), 1)]
    for number in range(1, rng.randrange(6, 50)):
        cells = [str(number), _entry(rng, language), name(rng, language), date(rng, language)]
        out.append((mark.join(cells), 1))
    return out


def changes(rng: random.Random, language: str) -> Lines:
    """Versions and what is new in them."""
    out: Lines = []
    for number in range(rng.randrange(2, 9), 0, -1):
        out.append((f"{rng.choice(['v', '', '## '])}{number}.{rng.randrange(9)} ({date(rng, language)})", 1))
        for _ in range(rng.randrange(2, 8)):
            out.append((rng.choice(["- ", "* ", "· "]) + _entry(rng, language) + headline(rng, language, 12), 1))
    return out


def letter(rng: random.Random, language: str) -> Lines:
    """Address, sentences, signature, date."""
    out: Lines = [(name(rng, language) + rng.choice(["：", ":", "，"]), 1)]
    out += [(prose(rng, language, rng.randrange(30, 150)), 1) for _ in range(rng.randrange(1, 5))]
    labels = _FIELDS[language].split()
    out += [(f"{labels[3]}：{rng.randrange(10**7, 10**8)}", 1), (f"{labels[5]}：info@example.org", 1)]
    return [*out, (name(rng, language), 1), (date(rng, language), 1)]


KINDS: dict[str, Callable[[random.Random, str], Lines]] = {
    "strings": strings, "glossary": glossary, "guide": guide, "answers": answers, "terms": terms, "form": form,
    "chat": chat, "references": references, "contents": contents, "grid": grid, "changes": changes, "letter": letter,
}  # fmt: skip


def made_texts(count: int) -> list[Labelled]:
    """`count` texts of every kind in every language, four times as many lists of strings; and bodies without a page."""
    out = []
    for language in LANGUAGES:
        kinds = {**KINDS, **{genre: body for genre, body in BODIES.items() if genre != "forum"}}
        for kind, write in kinds.items():
            for seed in range(count * (4 if kind == "strings" else 1)):
                rng = random.Random(f"text {kind} {language} {seed}")
                lines = [line for line, _ in write(rng, language) if line.strip()]
                title = f"text {kind} {language}"
                out.append(
                    Labelled(f"{title} {seed}", f"text-{seed % 10}", title, lines, [1] * len(lines), "\n".join(lines))
                )
    return out
