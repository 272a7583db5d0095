"""Finding a few words in a text."""


def find_words(text: str, heads: bytes, words: "dict[str, tuple[str, ...]]") -> "list[int]":
    """Offsets at which one of some words stands.

    `words` holds them by their first two characters; bit 1 of `heads[c & 255]` says that one begins with a
    character like c, bit 2 that the second character of one is like c.
    """
    found: list[int] = []
    before = 0
    at = -2
    for char in text:
        at += 1
        now = heads[ord(char) & 255]
        if now & 2 and before & 1:
            for candidate in words.get(text[at : at + 2], ()):
                if text[at : at + len(candidate)] == candidate:
                    found.append(at)
                    break
        before = now
    return found
