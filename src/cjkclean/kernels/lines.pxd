cimport cython
from cjkclean.kernels cimport vocabulary

cdef int CLASSES
cdef int _FURNITURE, _META, _LEGAL, _SUSPECT, _BOOKMAKER, _COMMON
cdef Py_ssize_t _WIDTH
cdef int _SPACE, _HAN, _KANA, _HANGUL, _LOWER, _UPPER, _DIGIT, _STOP, _COMMA, _COLON, _SEPARATOR, _QUOTE, _OPEN, _CLOSE
cdef int _ELLIPSIS, _BULLET, _DOT, _SYMBOL, _LETTER, _OTHER, _DASH, _NEWLINE
cdef int _AGO, _AGO_KOREAN, _NEAR, _UNIT
cdef unsigned int _HASH_MASK

cdef class LineScanner:
    cdef const unsigned char[::1] classes
    cdef const unsigned char[::1] flags
    cdef const unsigned char[::1] pairs
    cdef vocabulary.Vocabulary words
    cdef int[::1] counts
    cdef public object rows, starts, ends, hashes, kinds, spam
    cdef float[::1] row
    cdef long long[::1] start
    cdef long long[::1] end
    cdef unsigned int[::1] hash_of
    cdef signed char[::1] kind
    cdef int[::1] glue
    cdef public Py_ssize_t furniture
    cdef public Py_ssize_t suspects
    cdef public Py_ssize_t count
    cdef unsigned int hash
    cdef int length, gaps, tokens, token, longest_token, clause, longest_clause
    cdef int function_words, hans, hant
    cdef int digits, value, between, separator
    cdef int digits_1, value_1, digits_2, value_2, separator_1
    cdef int dates, times, ages, unit, numbers, hosts, dotted
    cdef Py_ssize_t last_end
    cdef int glued, listed, last_found
    cdef int covered, first_category, last_category, depth, first_class, last_class

    @cython.locals(size=Py_ssize_t, start=Py_ssize_t, lines=Py_ssize_t)
    cpdef Py_ssize_t scan(self, str text)
    @cython.locals(first=Py_ssize_t, last=Py_ssize_t, covered_to=Py_ssize_t, position=Py_ssize_t, kind=cython.int, char=cython.int)
    cdef Py_ssize_t _line(self, str text, Py_ssize_t start, Py_ssize_t size) noexcept
    @cython.locals(index=cython.int)
    cdef void _reset(self) noexcept
    cdef void _flag(self, int bits) noexcept
    cdef void _end_age(self) noexcept
    cdef void _break_token(self) noexcept
    cdef void _break_clause(self) noexcept
    cdef void _shape(self, int char, int kind) noexcept
    cdef void _end_host(self) noexcept
    @cython.locals(joined=cython.bint)
    cdef void _end_number(self, int char) noexcept
    cdef bint _is_date(self, int char) noexcept
    cdef bint _date_mark(self, int char) noexcept
    @cython.locals(
        following=cython.int, pair=Py_ssize_t, code=Py_ssize_t, end=Py_ssize_t, found=cython.int,
    )
    cdef Py_ssize_t _match(self, str text, Py_ssize_t position, Py_ssize_t size) noexcept
    cdef bint _tells(self, int category) noexcept
    @cython.locals(row="float[::1]", counts="int[::1]", length=cython.double, index=cython.int, base=Py_ssize_t)
    cdef void _emit(self) noexcept
    @cython.locals(
        row="float[::1]", base=Py_ssize_t, length=cython.double, total=cython.double, best=cython.int,
        index=cython.int, kind=cython.int,
    )
    cdef void _judge(self) noexcept
    @cython.locals(found=cython.int, between=cython.int)
    cdef void _suspect(self) noexcept
