cimport cython
from cjkclean.kernels cimport ngram, reread

cdef unsigned int NEWLINE
cdef int UTF8, _NOTHING, _PROVED
cdef Py_ssize_t _STRUCTURE, _LEAST
cdef double SPOILT

cdef class LineReader:
    cdef ngram.NGramTable table
    cdef reread.Reread search
    cdef double cost
    cdef double level
    cdef double cap
    cdef unsigned int[::1] _out
    cdef Py_ssize_t _size
    cdef Py_ssize_t _first
    cdef Py_ssize_t _last
    cdef Py_ssize_t _first_out
    cdef Py_ssize_t _last_out
    cdef unsigned int _a
    cdef unsigned int _b
    cdef unsigned int _before
    cdef unsigned int _after
    cdef double _gain
    cdef double _weight
    cdef double _peak
    cdef Py_ssize_t _characters
    cdef bint _cut

    @cython.locals(begin=Py_ssize_t, stop=Py_ssize_t, head=Py_ssize_t, tail=Py_ssize_t, gain=cython.double, place=Py_ssize_t, line_end=Py_ssize_t, accepted=cython.int, proved=cython.bint)
    cpdef list blocks(self, str text, Py_ssize_t start, Py_ssize_t end, const float[::1] plain, bint is_cut, unsigned int[::1] out)
    @cython.locals(place=Py_ssize_t, first=Py_ssize_t, stop=Py_ssize_t)
    cpdef list whole(self, str text, Py_ssize_t start, Py_ssize_t end, unsigned int[::1] out)
    @cython.locals(size=Py_ssize_t, reached=Py_ssize_t, worded=cython.bint)
    cdef int _line(self, str text, Py_ssize_t start, Py_ssize_t end, const float[::1] plain, bint is_cut) noexcept
    @cython.locals(
        search=reread.Reread, out="unsigned int[::1]", room=Py_ssize_t, size=Py_ssize_t, pending=cython.uint,
        place=Py_ssize_t, code=cython.uint, packed=cython.uint, shift=cython.int, byte=cython.uint, said=cython.int,
        reached=Py_ssize_t,
    )
    cdef Py_ssize_t _read(self, str text, Py_ssize_t start, Py_ssize_t end, bint whole_line) noexcept
    @cython.locals(symbol=cython.uint, value=cython.double)
    cdef void _weigh(self, unsigned int said, unsigned int pending) noexcept
    @cython.locals(
        worded=cython.bint, before=cython.uint, after=cython.uint, place=Py_ssize_t, code=cython.uint,
        symbol=cython.uint,
    )
    cdef bint _take_away(self, str text, Py_ssize_t start, Py_ssize_t end, const float[::1] plain) noexcept
