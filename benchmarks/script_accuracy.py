"""How well scripts are told apart. Needs CJKCLEAN_DATA, a folder with corpora/, parallel/ and pages/.

CJKCLEAN_DATA=... python benchmarks/script_accuracy.py
"""

from __future__ import annotations

import json
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from cjkclean.script import configurations, convert, identify_script
from cjkclean.script.overconversion import find_overconversions, is_overconverted
from cjkclean.script.spans import class_of
from cjkclean.tables.scripts import ScriptClass

DATA = Path(os.environ["CJKCLEAN_DATA"])
SENTENCE = re.compile(r"[^。！？\n]+[。！？]*")
NAMES = ("張愛玲", "錢鍾書", "陳寅恪", "趙麗穎", "劉德華", "黃曉明", "國語日報", "鄭成功")
Sentences = dict[str, list[str]]


def read(name: str) -> str:
    return (DATA / name).read_text("utf-8")


def sentences(text: str, least: int = 6) -> list[str]:
    return [s for line in text.splitlines() for s in SENTENCE.findall(line.strip()) if len(s) >= least]


def parallel() -> tuple[list[str], list[str]]:
    rows = [line.split("\t") for line in read("parallel/gsd_dev.tsv").splitlines() if line and line[0] != "#"]
    return [row[1] for row in rows], [row[0] for row in rows]


def decides(text: str) -> bool:
    return any(ScriptClass.HANS <= class_of(character) <= ScriptClass.HANGUL for character in text)


def han_only(text: str) -> bool:
    return not any(class_of(character) in (ScriptClass.KANA, ScriptClass.HANGUL) for character in text)


def only_japanese(text: str) -> bool:
    kinds = {class_of(character) for character in text}
    return ScriptClass.JA in kinds or {ScriptClass.HANS_JA, ScriptClass.HANT_JA} <= kinds


def insert(sentence: str, name: str, draw: random.Random) -> str:
    at = draw.randrange(len(sentence))
    return sentence[:at] + name + sentence[at:]


def corpora() -> Sentences:
    draw = random.Random(1)
    hans, hant = parallel()
    japanese = sentences(read("corpora/ja_jaquad.txt"))
    found = {
        "hans: GSD": hans,
        "hant: GSD": hant,
        "hans: encyclopedia": sentences(read("corpora/zh_cmrc2018.txt")),
        "hant: Taiwan": sentences(read("corpora/zhtw_moztw_cc0.txt")),
        "hant: Cantonese": sentences(read("corpora/zhhk_ctcpc_cc0.txt")),
        "ja: encyclopedia": japanese,
        "ja: kanji only": [run for s in japanese for run in re.findall("[\u4e00-\u9fff]{8,}", s)],
        "ko: news": sentences(read("corpora/ko_klue_dev.txt")),
        "neutral: Latin lines": [s for s in sentences(read("corpora/lohelp_ko.txt")) if s.isascii()],
    }
    long = [s for s in found["hans: encyclopedia"] if len(s) >= 20]
    # What no Chinese writes: a character of Japanese only, or forms that are simplified beside forms that are not.
    found["ja: kanji only, decidable"] = [run for run in found["ja: kanji only"] if only_japanese(run)]
    found["hans: with a traditional name"] = [insert(s, draw.choice(NAMES), draw) for s in long]
    return {name: draw.sample(lines, min(len(lines), 4000)) for name, lines in found.items()}


def single_sentences(found: Sentences) -> None:
    print(f"{'sentences':32}{'n':>7}{'deciding':>10}{'right':>9}  others")
    for name, lines in found.items():
        wanted = name.split(":")[0]
        judged = [line for line in lines if decides(line)] if wanted != "neutral" else lines
        labels = Counter(identify_script(line).label for line in judged)
        right = labels.pop(wanted, 0)
        print(f"{name:32}{len(lines):7}{len(judged):10}{right / max(len(judged), 1):9.2%}  {dict(labels)}")


def mixed_documents(found: Sentences, kinds: Sequence[str], separator: str, runs: tuple[int, int]) -> None:
    """Documents of runs of sentences in several scripts."""
    draw = random.Random(2)
    whole = [(k.split(":")[0], [s for s in found[k] if decides(s)]) for k in kinds]
    pools = {k: [s for s in lines if separator or s[-1] in "。！？.!?"] for k, lines in whole}
    right = characters = hits = made = given = mixed = 0
    documents = 300
    for _ in range(documents):
        text, labels, borders = "", [], set()
        script = ""
        for _ in range(draw.randint(2, 6)):
            script = draw.choice([s for s in pools if s != script])
            run = separator.join(draw.choices(pools[script], k=draw.randint(*runs))) + separator
            borders.add(len(text))
            text += run
            labels += [script] * len(run)
        profile = identify_script(text)
        mixed += profile.label == "mixed"
        guessed = [span.label for span in profile.spans for _ in range(span.start, span.end)]
        han = [
            at for at, character in enumerate(text) if ScriptClass.HAN <= class_of(character) <= ScriptClass.CANTONESE
        ]
        right += sum(guessed[at] == labels[at] for at in han)
        characters += len(han)
        starts = {span.start for span in profile.spans} - {0}
        borders -= {0}
        hits += len(starts & borders)
        made += len(starts)
        given += len(borders)
    precision, recall = hits / made, hits / given
    f1 = 2 * precision * recall / (precision + recall)
    name = f"{'/'.join(pools)}, {separator!r}, {runs[0]}-{runs[1]} sentences a run"
    print(
        f"{name:54} characters {right / characters:.4f}  borders P {precision:.3f} R {recall:.3f} F1 {f1:.3f}", end=""
    )
    print(f"  labelled mixed {mixed / documents:.1%}")


def pages() -> None:
    wanted = Counter[tuple[str, str]]()
    regions = Counter[tuple[str, str]]()
    for page in json.loads(read("pages/manifest.json")):
        profile = identify_script(read(f"pages/{page['id']}.txt"))
        script = page.get("script") or page["lang"]
        wanted[script, profile.label] += 1
        if page["lang"] == "zh":
            regions[page.get("region") or script, str(profile.region.best)] += 1
    print("\npages (marked, label):", dict(wanted))
    print("pages (marked, region):", dict(regions))


def regions() -> None:
    print("\nregion hints, pieces of 2000 characters")
    for name in ("zh_cmrc2018", "lohelp_zh-cn", "zhtw_moztw_cc0", "lohelp_zh-tw", "zhhk_ctcpc_cc0"):
        pieces = cut(read(f"corpora/{name}.txt"), 2000, 300)
        print(f"{name:20}", dict(Counter(str(identify_script(piece).region.best) for piece in pieces)))


def cut(text: str, size: int, most: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)][:most]


def naive(choices: str) -> Callable[[str], str]:
    """A converter by single characters, with fixed choices for some."""
    program = configurations.program("s2t")
    infos = program.bundle.stages[program.passes[0][0]].infos
    table = {code: chr(code ^ entry & 0x1FFFFF) for code, entry in enumerate(infos) if entry & 1 << 21}
    table |= {ord(pair[0]): pair[1] for pair in choices.split()}
    return lambda text: text.translate(table)


def over_conversion() -> None:
    print("\nover-conversion: documents reported, mistakes in 1000 ideographs")
    simplified = cut(read("corpora/zh_cmrc2018.txt"), 1000, 500)
    made: dict[str, Iterable[str]] = {
        "Taiwan": cut(read("corpora/zhtw_moztw_cc0.txt"), 1000, 500),
        "software help, Taiwan": cut(read("corpora/lohelp_zh-tw.txt"), 1000, 500),
        "s2t, by phrases": [convert(text, "s2t") for text in simplified],
        "first choice a character": map(naive(""), simplified),
        "usual naive choices": map(naive("后後 里裡 系係 面麵 只隻 松鬆 干乾 范範 云雲 谷穀 制製"), simplified),
    }
    for name, texts in made.items():
        documents = reported = mistakes = ideographs = 0
        for text in texts:
            found = list(find_overconversions(text))
            han = identify_script(text).counts["han"]
            documents += 1
            reported += is_overconverted(found, text, han)
            mistakes += len(found)
            ideographs += han
        print(f"{name:28}{reported / documents:8.1%} of {documents}{1000 * mistakes / ideographs:8.2f}")


if __name__ == "__main__":
    found = corpora()
    single_sentences(found)
    print()
    for kinds, separator, runs in (
        (("hans: GSD", "hant: GSD"), "\n", (1, 4)),
        (("hans: GSD", "hant: GSD"), "", (1, 4)),
        (("hans: encyclopedia", "hant: Taiwan"), "\n", (1, 4)),
        (("hans: encyclopedia", "hant: Taiwan"), "", (1, 4)),
        (("hans: encyclopedia", "hant: Taiwan", "ja: encyclopedia", "ko: news"), "", (1, 4)),
    ):
        mixed_documents(found, kinds, separator, runs)
    pages()
    regions()
    over_conversion()
