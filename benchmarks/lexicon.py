"""Whether one automaton over all lexicons would beat the trie walk of the line scanner: what each does a character.

usage: CJKCLEAN_DATA=DATA python benchmarks/lexicon.py

The trie is walked from every character that some entry begins with, unless a longer entry covers it. An automaton
(Aho and Corasick) takes one step down for every character, and as many steps to a shorter suffix as it needs before.
A step down is the same work for both: finding a child by its character. Counts, not times: a busy machine shows the
same. DATA holds `pages/`; without it a passage of our own is taken.
"""

from __future__ import annotations

import os
from collections import deque
from pathlib import Path

from benchmarks import model
from benchmarks.kernels import PASSAGE

from cjkclean.strip import lexicon

Node = dict[str, int]


def automaton(entries: list[str]) -> tuple[list[Node], list[int]]:
    """Children and suffix link of each state."""
    children: list[Node] = [{}]
    for entry in entries:
        state = 0
        for char in entry:
            if char not in children[state]:
                children.append({})
                children[state][char] = len(children) - 1
            state = children[state][char]
    links = [0] * len(children)
    waiting = deque(children[0].values())
    while waiting:
        state = waiting.popleft()
        for char, child in children[state].items():
            back = links[state]
            while back and char not in children[back]:
                back = links[back]
            links[child] = children[back].get(char, 0)
            waiting.append(child)
    return children, links


def walked(text: str, children: list[Node], entries: frozenset[str]) -> tuple[int, int, int]:
    """Walks begun, children looked for below the first character, entries found: longest first, not overlapping."""
    begun = looked = found = covered = 0
    for place, char in enumerate(text):
        if place < covered or char not in children[0]:
            continue
        begun += 1
        state, at, end = children[0][char], place + 1, 0
        while children[state] and at < len(text):
            looked += 1
            if text[place:at] in entries:
                end = at
            if text[at] not in children[state]:
                break
            state = children[state][text[at]]
            at += 1
        if text[place:at] in entries:
            end = at
        if end:
            found += 1
            covered = end
    return begun, looked, found


def run(text: str, children: list[Node], links: list[int]) -> tuple[int, int]:
    """Characters at which the automaton looks for a child below its root, and steps to shorter suffixes."""
    state = deep = back = 0
    for char in text:
        deep += state > 0
        while state and char not in children[state]:
            state = links[state]
            back += 1
        state = children[state].get(char, 0)
    return deep, back


def main() -> None:
    entries = list(lexicon.read())
    children, links = automaton(entries)
    print(f"{len(entries)} entries, {len(children)} states; a character of text costs")
    data = os.environ.get("CJKCLEAN_DATA")
    texts = {name: register.text for name, register in model.pages(Path(data))} if data else {"passage": PASSAGE}
    for name, text in texts.items():
        begun, looked, found = (count / len(text) for count in walked(text, children, frozenset(entries)))
        deep, back = (count / len(text) for count in run(text, children, links))
        print(
            f"{name:8} trie: {begun:.2f} walks, {looked:.2f} children looked for, {found:.3f} entries found; "
            f"automaton: 1 step, {deep:.2f} of them below the root, {back:.2f} steps back"
        )


if __name__ == "__main__":
    main()
