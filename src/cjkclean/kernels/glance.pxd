cimport cython
from cjkclean.kernels cimport vocabulary

cdef int _PAGE, _SPAM, _DOTTED, _DOT, _SINGLE
cdef int _CATEGORIES, _FURNITURE, _META, _LEGAL, _BOOKMAKER
cdef int _SPACE, _LOWER, _UPPER, _DIGIT, _STOP, _COMMA, _SEPARATOR
cdef int _NEWLINE, _OTHER, _CLASS, _PAIR_BITS, _FEWEST, _RARITY

@cython.locals(
    size=Py_ssize_t, position=Py_ssize_t, covered=Py_ssize_t, last_end=Py_ssize_t, found=Py_ssize_t,
    classes="int[::1]", widths="int[::1]", bits=cython.int, lines=Py_ssize_t, candidates=Py_ssize_t,
    length=cython.int, glued=cython.int, gaps=cython.int, entries=cython.int, before=cython.int, dotted=cython.int, last=cython.int,
    char=cython.int, following=cython.int, info=cython.int, kind=cython.int, pair=cython.uint, category=cython.int,
    index=cython.int,
)
cpdef int glance(
    str text, const unsigned short[::1] table, const unsigned char[::1] pairs, const int[::1] first,
    const int[::1] keys, const int[::1] kids, const int[::1] sizes, const signed char[::1] values,
) except -1
@cython.locals(total=cython.int, index=cython.int)
cdef int _candidate(int[::1] classes, int[::1] widths, int length) noexcept
@cython.locals(between=cython.int, covered=cython.int, index=cython.int)
cdef bint _listed(int[::1] classes, int[::1] widths, int length, int gaps, int entries, int dotted) noexcept
cpdef int hashed(int char, int following) noexcept
