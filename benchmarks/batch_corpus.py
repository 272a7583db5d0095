"""Mixed documents for the benchmarks of the command line: clean ones in many languages, and damaged ones."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

TEXTS = Path(__file__).parents[1] / "tests" / "texts" / "clean.json"
_CHROME = "首页 > 新闻中心 > 正文\n字号：大 中 小 | 打印 | 关闭\n"
_FOOT = "\n上一篇：没有了\n下一篇：没有了\n版权所有 未经许可不得转载\n"


def documents(number: int, seed: int = 1) -> Iterator[str]:
    """So many documents of 200 to 4,000 characters; three of ten are damaged, each in one of five ways."""
    chance = random.Random(seed)
    texts = [entry["text"] for entry in json.loads(TEXTS.read_text("utf-8"))]
    for _ in range(number):
        text = "\n".join(chance.choice(texts) for _ in range(chance.choice((1, 2, 3, 5, 8))))
        damage = chance.random()
        if damage < 0.3:
            text = _damaged(text, int(damage * 100) % 5)
        yield text


def _damaged(text: str, how: int) -> str:
    if how == 0:
        return text.encode().decode("latin-1")
    if how == 1:
        return text.encode("gb18030").decode("latin-1")
    if how == 2:
        return re.sub(r"(\w)([，。])", r"\1(de)\2", text)
    if how == 3:
        return "".join(f"&#{ord(char)};" if ord(char) > 0x2E80 else char for char in text)
    return _CHROME + text + _FOOT


def write_jsonl(path: Path, number: int, seed: int = 1) -> int:
    """Write the documents as JSON Lines with other fields around the text; the bytes of the texts alone."""
    size = 0
    with path.open("w", encoding="utf-8") as file:
        for at, text in enumerate(documents(number, seed)):
            row = {"id": at, "url": f"http://example.org/{at}", "text": text, "meta": {"lang": None, "score": 0.5}}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            size += len(text.encode())
    return size
