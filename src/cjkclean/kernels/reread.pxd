cimport cython
from cjkclean.kernels cimport ngram

cdef int ASTRAL, OTHER, HOLE, EATEN, DOUBLE_BYTE, UTF8, STATES, TEXT, BYTES, ALTERNATE
cdef unsigned int UNDEFINED, LOST, _REPLACEMENT, HALF_KANA, HALF_KANA_END, VOICED, NEWLINE, THREE_BYTES
cdef int _STRAYS
cdef double _FAR, HALF_KANA_COST, VOICING_COST, FOREIGN
cdef unsigned int LETTERS, PRIVATE_USE
cdef double INSIDE
cdef const unsigned int[::1] FULL_KANA

cdef bint is_letter(unsigned int code) noexcept
cdef bint is_foreign(unsigned int code) noexcept

@cython.locals(shift=cython.uint)
cdef unsigned int symbol_of(ngram.NGramTable table, unsigned int code, unsigned int following) noexcept
cdef bint _is_voicing(unsigned int code, unsigned int last) noexcept
cdef double cost_of(ngram.NGramTable table, unsigned int code, int script) noexcept

cdef class Reread:
    cdef ngram.NGramTable table
    cdef const unsigned int[::1] reader
    cdef const unsigned int[::1] other
    cdef readonly int kind
    cdef const unsigned int[::1] single
    cdef const unsigned int[::1] double
    cdef const unsigned int[::1] four_byte
    cdef Py_ssize_t four_byte_count
    cdef const unsigned int[::1] plane
    cdef bint has_plane
    cdef bint spaces
    cdef readonly Py_ssize_t capacity
    cdef double[::1] _score
    cdef signed char[::1] _back
    cdef unsigned int[::1] _pending
    cdef int[::1] _first
    cdef int[::1] _second
    cdef unsigned int[::1] _next_pending
    cdef int[::1] _next_first
    cdef int[::1] _next_second
    cdef double[::1] _plain
    cdef unsigned char[::1] _choice
    cdef Py_ssize_t _base
    cdef Py_ssize_t _at
    cdef int _from
    cdef double hole
    cdef int script

    @cython.locals(size=Py_ssize_t, state=cython.int, place=Py_ssize_t, code=cython.uint, symbol=cython.uint, cost=cython.double, plain=cython.double, before=cython.uint, after=cython.uint, last=cython.uint, begins=cython.double, ends=cython.double, mark=cython.bint)
    cpdef list search(self, str text, Py_ssize_t start, Py_ssize_t end, double enter, double leave, double hole, int good, int bad)
    @cython.locals(state=cython.int)
    cdef void _begin(self, Py_ssize_t start, double hole, int script)
    @cython.locals(state=cython.int, score=cython.double, best=cython.double, a=cython.int, b=cython.int)
    cdef void _text(self, Py_ssize_t row, double leave, unsigned int symbol, double cost, int before, int after, double plain, bint mark) noexcept
    @cython.locals(packed=cython.uint, other=cython.uint, state=cython.int, score=cython.double, pending=cython.uint, fresh=cython.double, best=cython.double, floor=cython.double)
    cdef void _misread(self, Py_ssize_t row, unsigned int code, double enter) noexcept
    cdef void _lost(self, int state, double score) noexcept
    @cython.locals(shift=cython.int, wild=cython.bint, byte=cython.uint, code=cython.int, symbol=cython.uint, depth=cython.int)
    cdef void _bytes(self, unsigned int packed, unsigned int pending, int a, int b, double score) noexcept
    cdef unsigned int bytes_of(self, unsigned int code, unsigned int pending) noexcept
    @cython.locals(code=cython.int, cell=cython.int)
    cdef int feed(self, unsigned int pending, unsigned int byte) noexcept
    cdef int _feed_utf8(self, unsigned int pending, unsigned int byte) noexcept
    @cython.locals(number=cython.int)
    cdef int _four_bytes(self, unsigned int pending, unsigned int byte) noexcept
    cdef void _put(self, int state, unsigned int pending, int a, int b, double score) noexcept
    @cython.locals(row=Py_ssize_t, state=cython.int, best=cython.double, other=cython.int, score=cython.double, place=Py_ssize_t, last=Py_ssize_t, reached=cython.double, previous=cython.int, choice=cython.int, first=Py_ssize_t, gain=cython.double)
    cdef list _runs(self, Py_ssize_t size, Py_ssize_t start, double enter, double leave)
    @cython.locals(size=Py_ssize_t, pending=cython.uint, place=Py_ssize_t, code=cython.uint, choice=cython.int, packed=cython.uint, shift=cython.int, byte=cython.uint, found=cython.int, eaten=cython.bint)
    cpdef Py_ssize_t decode(self, str text, Py_ssize_t start, Py_ssize_t end, unsigned int[::1] out) noexcept
