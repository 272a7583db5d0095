"""Doubt: where a text is implausible, by the CUSUM test over the model's log probabilities."""

from array import array

from cjkclean.kernels import reread

_NEWLINE = 10


def suspects(
    text: str, logprobs: "array[float]", offset: int, level: float, cap: float, least: float
) -> "list[tuple[int, int, float]]":
    """The stretches of `text` that the model finds implausible: (start, end, weight), both places plus `offset`.

    A character whose log probability is below `-level` adds the difference (at most `cap`) to the weight of the
    stretch, one above it takes it away; a stretch begins where the weight leaves zero, ends at its maximum (in the
    same line), and counts when that reaches `least`. This is the CUSUM test, and the maximal sum at once. Characters
    of other alphabets add at least `reread.FOREIGN`.
    """
    found = []
    weight = 0.0
    peak = 0.0
    begin = 0
    top = 0
    for place in range(len(text)):
        code = ord(text[place])
        excess = -logprobs[place] - level
        if excess < reread.FOREIGN and code >= 0x80 and reread.is_foreign(code):
            excess = reread.FOREIGN
        if weight <= 0.0:
            weight = 0.0
            begin = place
        weight += excess if excess < cap else cap
        if weight > peak and code != _NEWLINE:
            peak = weight
            top = place + 1
        if weight <= 0.0 or weight < peak - 3.0 * cap or code == _NEWLINE:
            if peak >= least:
                found.append((offset + begin, offset + top, peak))
            weight = 0.0
            peak = 0.0
    if peak >= least:
        found.append((offset + begin, offset + top, peak))
    return found
