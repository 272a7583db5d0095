cimport cython
from cjkclean.kernels cimport vocabulary

cdef int _PAGE, _SPAM, _DOTTED, _SIGN, _DOT, _SINGLE, _NEWLINE, _CLASS, _LOWER, _UPPER, _OTHER
cdef int _FIELD, _MASK, _BLOCK, _PAIR_SHIFT
cdef int _CATEGORIES, _FURNITURE, _META, _LEGAL, _BOOKMAKER, _CATEGORY, _COMMON, _FEWEST, _RARITY

cdef class Glancer:
    cdef const unsigned char[::1] table
    cdef const unsigned long long[::1] weights
    cdef const unsigned char[::1] pairs
    cdef const unsigned char[::1] signs
    cdef const unsigned char[::1] tops
    cdef vocabulary.Vocabulary words
    cdef int[::1] widths
    cdef list places
    cdef int bits
    cdef Py_ssize_t lines, candidates, length, stops, commas, digits, separators, gaps
    cdef Py_ssize_t glued, entries, covered, last_end
    cdef int dotted, last

    @cython.locals(
        table="const unsigned char[::1]", weights="const unsigned long long[::1]", pairs="const unsigned char[::1]",
        size=Py_ssize_t, position=Py_ssize_t, before="unsigned long long", stop=Py_ssize_t,
        total="unsigned long long", letter=Py_UCS4, char="unsigned long long", info=cython.int, code="unsigned long long",
    )
    cpdef int glance(self, str text, list places) except -1
    @cython.locals(index=cython.int)
    cdef void _clear(self) noexcept
    cdef void _add(self, unsigned long long total) noexcept
    @cython.locals(char=cython.int, kind=cython.int)
    cdef int _look(self, str text, Py_ssize_t position, Py_ssize_t size, int info, Py_ssize_t code) except -1
    @cython.locals(first=cython.int, char=cython.int, code=Py_ssize_t)
    cdef bint _ends_host(self, str text, Py_ssize_t position, Py_ssize_t size) noexcept
    @cython.locals(code=Py_ssize_t, found=cython.int)
    cdef void _match(self, str text, Py_ssize_t position, Py_ssize_t size) noexcept
    cdef bint _tells(self, int category) noexcept
    cdef void _end_line(self) noexcept
    @cython.locals(total=Py_ssize_t, index=cython.int)
    cdef bint _is_candidate(self) noexcept
    @cython.locals(between=Py_ssize_t, covered=Py_ssize_t, index=cython.int)
    cdef bint _is_list(self) noexcept
