"""Finding a few words in a text."""


def find_words(text: str, heads: bytes, words: "dict[str, tuple[str, ...]]") -> "list[int]":
    """Offsets at which one of some words stands.

    `words` holds them by their first two characters; bit 1 of `heads[c & 255]` says that one begins with a
    character like c, bit 2 that the second character of one is like c.
    """
    found: list[int] = []
    before = 0
    n = len(text)
    i = 0
    while i < n:
        now = heads[ord(text[i]) & 255]
        if now & 2 and before & 1:
            for candidate in words.get(text[i - 1 : i + 1], ()):
                if text[i - 1 : i - 1 + len(candidate)] == candidate:
                    found.append(i - 1)
                    break
        before = now
        i += 1
    return found
