"""Script evidence: count characters by class, and cut a text into runs of one script."""

from __future__ import annotations

from array import array


class Evidence:
    """The tables: the classes of characters, below 16, and what a class costs in each of four states.

    `index[c >> 8]` is the number of the 256-entry leaf in `leaves` that holds the class of code point c;
    `emissions[state * 16 + class]` the cost; `cjkclean.tables.scripts` names the classes, `cjkclean.script.spans` sets
    the costs.
    """

    def __init__(self, index: bytes, leaves: bytes, emissions: array[int], switches: array[int], follow: bytes) -> None:
        """See the class.

        Args:
            index: see the class.
            leaves: see the class.
            emissions: see the class.
            switches: cost of a change of state between two characters, `switches[boundary * 16 + class]`, where the
                boundary is what the characters before amount to.
            follow: the boundary after a character, `follow[boundary before * 16 + class]`.
        """
        self.index = index
        self.leaves = leaves
        self.emissions = emissions
        self.switches = switches
        self.follow = follow

    def count(self, text: str) -> list[int]:
        """The number of characters of each class, then the cost of all of them in each state: 20 numbers."""
        index, leaves, emissions = self.index, self.leaves, self.emissions
        # Four lanes, because counting the same class twice in one cell waits for the first to be written.
        lanes = [0] * 64
        lane = 0
        for char in text:
            code = ord(char)
            lanes[lane | leaves[(index[code >> 8] << 8) | (code & 255)]] += 1
            lane = (lane + 16) & 48
        found = [0] * 20
        for kind in range(16):
            found[kind] = lanes[kind] + lanes[kind + 16] + lanes[kind + 32] + lanes[kind + 48]
            for state in range(4):
                found[16 + state] += found[kind] * emissions[16 * state + kind]
        return found

    def find_runs(self, text: str, trace: bytearray, runs: array[int]) -> int:
        """The cheapest sequence of states for `text`, by the Viterbi algorithm; returns the number of runs.

        Args:
            text: the text.
            trace: as many bytes as the text has characters; for each the states that were entered by a change (bits
                0-3) and the best state before (bits 4-5).
            runs: receives start and state of each run, from the last to the first.
        """
        index, leaves, emissions = self.index, self.leaves, self.emissions
        switches, follow = self.switches, self.follow
        c0 = c1 = c2 = c3 = 0
        boundary = 0
        at = 0
        for char in text:
            code = ord(char)
            kind = leaves[(index[code >> 8] << 8) | (code & 255)]
            best = c0
            state = 0
            if c1 < best:
                best, state = c1, 1
            if c2 < best:
                best, state = c2, 2
            if c3 < best:
                best, state = c3, 3
            boundary |= kind
            change = best + switches[boundary]
            entered = state << 4
            if change < c0:
                c0 = change
                entered |= 1
            if change < c1:
                c1 = change
                entered |= 2
            if change < c2:
                c2 = change
                entered |= 4
            if change < c3:
                c3 = change
                entered |= 8
            c0 += emissions[kind] - best
            c1 += emissions[16 + kind] - best
            c2 += emissions[32 + kind] - best
            c3 += emissions[48 + kind] - best
            trace[at] = entered
            at += 1
            boundary = follow[boundary] << 4
        return trace_back(trace, at, cheapest(c0, c1, c2, c3), runs)


def cheapest(c0: int, c1: int, c2: int, c3: int) -> int:
    """The state that costs least."""
    best = c0
    state = 0
    if c1 < best:
        best, state = c1, 1
    if c2 < best:
        best, state = c2, 2
    return 3 if c3 < best else state


def trace_back(trace: bytearray, at: int, state: int, runs: array[int]) -> int:
    """The last part of `Evidence.find_runs`, from the last state back to the first."""
    n = 0
    while at > 0:
        at -= 1
        entered = trace[at]
        if at == 0 or (entered >> state) & 1:
            runs[n] = at
            runs[n + 1] = state
            n += 2
            state = entered >> 4
    return n >> 1
