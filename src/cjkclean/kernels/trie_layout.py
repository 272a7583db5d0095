"""Numbers that the trie kernel and the compiler of its tables share (the kernel repeats them as local constants)."""

from __future__ import annotations

# An entry of `infos`, 32 bits: what replaces the character, and flags.
PAYLOAD = 0x1FFFFF  # the exclusive or of the character and its value, or with MULTI a value number
SINGLE = 1 << 21  # the character alone is a key
MULTI = 1 << 22  # its value is not one code point
PHRASE = 1 << 25  # some longer key begins with the character
IDS = 1 << 26  # ideographic description operator
FOREIGN = 1 << 27  # the text has to be normalized before this pass
CHOICE = 1 << 28  # other values were possible (for the record only)
SEGMENT = 1 << 29  # the character alone is a key whose matches are segments of their own
SPECIAL = 1 << 31  # any of MULTI, IDS, FOREIGN and SEGMENT

# An entry of `cells`, 32 bits: base of the children, symbol by which the node is reached, whether a key ends here.
BASE_BITS = 18
SYMBOL_BITS = 13
FREE = (1 << SYMBOL_BITS) - 1  # symbol of a cell without a node
TERMINAL = 1 << 31

VALUE_BITS = 16
# Odd multipliers of the pair filter, the primes of 32-bit FNV and of MurmurHash2.
HASH_A = 16777619
HASH_B = 1540483477
AS_CHARACTERS = 1  # value number: each character of the key converts as it would alone
# What `Dictionary.convert` says.
NEEDS_NORMALIZATION = -1
UNCHANGED = 0
CHANGED = 1
NEEDS_SPLICE = 2
BUFFER = 4  # integers of its buffer for a character, and one more
UNIT = 5  # integers written to `units` for a converted piece
