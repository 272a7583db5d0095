"""What stands around the text on pages we make ourselves: menus, bars, lists of titles, imprints."""

from __future__ import annotations

import random

from tools.strip.restyle import headline, vocabulary

Lines = list[tuple[str, int]]

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红梅建国志文斌海波宁鹏飞燕玲辉春雪梦琪子轩浩宇欣怡佳"
HANDLES = (
    "sky",
    "leaf",
    "rain",
    "cat",
    "moon",
    "dev",
    "blue",
    "kuma",
    "mint",
    "zero",
    "fox",
    "tea",
    "river",
    "pixel",
    "nova",
)
JA_NAMES = (
    "田中",
    "佐藤",
    "ゆき",
    "たけし",
    "さくら",
    "名無しさん",
    "ねこ",
    "はる",
    "まさ",
    "りん",
    "tomo",
    "中村",
    "あおい",
)
KO_NAMES = ("김민수", "이서연", "하늘", "바다", "익명", "초보", "박지훈", "달빛", "감자", "여행자", "ㅇㅇ", "콩콩이")


def name(rng: random.Random, language: str) -> str:
    """A person or a handle."""
    if rng.random() < 0.35:
        return rng.choice(HANDLES) + rng.choice(["", "_", "-"]) + str(rng.choice(["", rng.randrange(2020)]))
    if language == "ja":
        return rng.choice(JA_NAMES)
    if language == "ko":
        return rng.choice(KO_NAMES)
    return rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice([1, 2, 2])))


def date(rng: random.Random, language: str) -> str:
    """A date in one of the shapes that sites use."""
    y, m, d = rng.randrange(2001, 2026), rng.randrange(1, 13), rng.randrange(1, 29)
    sep = rng.choice("-/.")
    shapes = [f"{y}{sep}{m:02}{sep}{d:02}", f"{m:02}-{d:02}", f"{y}-{m}-{d}"]
    shapes.append(f"{y}년 {m}월 {d}일" if language == "ko" else f"{y}年{m}月{d}日")
    ago = {"ja": ("分前", "時間前", "日前"), "ko": ("분 전", "시간 전", "일 전")}.get(
        language, ("分钟前", "小时前", "天前")
    )
    shapes.append(f"{rng.randrange(1, 50)}{rng.choice(ago)}")
    return rng.choice(shapes)


def moment(rng: random.Random, language: str) -> str:
    """A date with or without a time of day."""
    clock = f"{rng.randrange(24):02}:{rng.randrange(60):02}"
    clock += f":{rng.randrange(60):02}" if rng.random() < 0.4 else ""
    signs = {"ja": "時分", "ko": "시분", "hant": "時分"}.get(language, "时分")
    if rng.random() < (0.3 if language in ("ja", "ko") else 0.05):
        clock = f"{rng.randrange(24)}{signs[0]}{rng.choice(['', ' '])}{rng.randrange(60):02}{signs[1]}"
    return date(rng, language) + rng.choice(["", " " + clock])


def word(rng: random.Random, language: str, *categories: str) -> str:
    """An entry of one of the categories."""
    words = vocabulary(language)
    return rng.choice(words[rng.choice([c for c in categories if c in words] or ["nav"])])


def menu(rng: random.Random, language: str) -> Lines:
    """Menus before the text: an entry a line, or many in one line, or both; names of sections unknown to us too."""
    out: Lines = []
    for _ in range(rng.choice([1, 1, 2, 3])):
        entries = [
            word(rng, language, "nav", "nav", "user", "act", "app")
            if rng.random() < 0.7
            else headline(rng, language, rng.randrange(2, 7))
            for _ in range(rng.randrange(2, 25))
        ]
        shape = rng.random()
        if shape < 0.6:
            out += [(entry, 0) for entry in entries]
        else:
            out.append((rng.choice([" ", " | ", "|", " - ", "", " · ", "　"]).join(entries), 0))
    if rng.random() < 0.7:
        trail = [word(rng, language, "nav") for _ in range(rng.randrange(1, 4))]
        out.append((rng.choice([" > ", ">", " » ", " / ", " › ", ">>"]).join(trail), 0))
    return out


def titles(rng: random.Random, language: str) -> Lines:
    """A heading and the titles under it, with the numbers, dates and marks that lists have."""
    head = word(rng, language, "rel") + rng.choice(["", "", ":", "：", ">>"])
    lead = rng.choice(["", "", "·", "・", "• ", "■", "[图]", "◎ ", "#"])
    numbered, dated = rng.random() < 0.3, rng.random() < 0.3
    out: Lines = [(head, 0)]
    many = rng.random() < 0.12  # a portal's index of the day: short titles of about one length
    low, high = rng.choice([(5, 9), (8, 16), (12, 22)]) if many else (8, 34)
    for number in range(1, rng.randrange(30, 120) if many else rng.randrange(3, 16)):
        text = headline(rng, language, rng.randrange(low, high)) + rng.choice(["", "", "", "...", "…"])
        text = (f"{number}" + rng.choice(["", ". ", " "]) if numbered else lead) + text
        out.append((text + (" " + date(rng, language) if dated else ""), 0))
    return out


def bar(rng: random.Random, language: str) -> Lines:
    """Share, print, font size, counters: apart or glued."""
    entries = [word(rng, language, "act", "act", "app", "user") for _ in range(rng.randrange(1, 7))]
    entries = [e + (f"({rng.randrange(200)})" if rng.random() < 0.2 else "") for e in entries]
    if rng.random() < 0.5:
        return [(entry, 0) for entry in entries]
    return [(rng.choice([" ", "", "|", " | ", "】【"]).join(entries), 0)]


def imprint(rng: random.Random, language: str) -> Lines:
    """The foot of a page."""
    out: Lines = []
    entries = [word(rng, language, "legal", "legal", "nav") for _ in range(rng.randrange(2, 9))]
    if rng.random() < 0.6:
        out.append((rng.choice([" | ", " ", "|", " - ", ""]).join(entries), 0))
    else:
        out += [(entry, 0) for entry in entries]
    year = rng.randrange(2002, 2026)
    out.append((f"Copyright © {year - rng.randrange(9)}-{year} {headline(rng, language, 5)} All Rights Reserved", 0))
    if language in ("hans", "hant") and rng.random() < 0.6:
        place = rng.choice("京沪粤浙苏鲁川鄂湘闽")
        out.append((f"{place}ICP备{rng.randrange(10**7, 10**8)}号{rng.choice(['', '-1', '-3'])}", 0))
    rng.shuffle(out)
    return out


def publication(rng: random.Random, language: str) -> Lines:
    """Date, source and author, together or apart."""
    labels = {
        "ja": ("更新", "公開日", "提供：", "文責：", "記者 "),
        "ko": ("입력 ", "수정 ", "출처: ", "글 ", "기자 "),
        "hant": ("發佈時間：", "更新時間：", "來源：", "作者：", "記者"),
    }.get(language, ("发布时间：", "更新时间：", "来源：", "作者：", "编辑："))
    parts = [rng.choice(["", labels[0], labels[1]]) + moment(rng, language)]
    if rng.random() < 0.6:
        parts.append(labels[2] + headline(rng, language, 4))
    if rng.random() < 0.5:
        parts.append(rng.choice([labels[3], labels[4], ""]) + name(rng, language))
    if rng.random() < 0.3:
        parts.append(word(rng, language, "meta", "act") + rng.choice(["：", ":", "("]) + str(rng.randrange(9999)))
    return [(rng.choice([" ", "  ", "　", "|"]).join(parts), 0)] if rng.random() < 0.6 else [(p, 0) for p in parts]
