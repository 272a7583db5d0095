cimport cython
from cjkclean.kernels cimport ngram, reread

cdef int UTF8, _STRAYS
cdef Py_ssize_t _TRIED
cdef unsigned int _HIGH, _SPACE, _NO_BREAK_SPACE

cdef class Glance:
    cdef list groups
    cdef Py_ssize_t capacity
    cdef ngram.NGramTable table
    cdef unsigned int[::1] _packed
    cdef double[::1] _plain

    @cython.locals(size=Py_ssize_t, number=Py_ssize_t, search=reread.Reread)
    cpdef bint is_promising(
        self, str text, Py_ssize_t start, Py_ssize_t end, const float[::1] plain, double hole, double enough
    )
    @cython.locals(
        a=cython.uint, b=cython.uint, at=Py_ssize_t, code=cython.uint, following=cython.uint, symbol=cython.uint
    )
    cdef void _weigh(self, str text, Py_ssize_t start, Py_ssize_t size, const float[::1] plain)
    @cython.locals(
        search=reread.Reread, row=Py_ssize_t, missing=Py_ssize_t, high=Py_ssize_t, at=Py_ssize_t, code=cython.uint,
        packed=cython.uint, other=Py_ssize_t
    )
    cdef bint _read(self, str text, Py_ssize_t start, Py_ssize_t size, Py_ssize_t number)
    @cython.locals(
        table=ngram.NGramTable, row=Py_ssize_t, is_utf8=cython.bint, best=cython.double, run=cython.double,
        a=cython.uint, b=cython.uint, pending=cython.uint, strays=cython.int, at=Py_ssize_t, packed=cython.uint,
        shift=cython.int, byte=cython.uint, said=cython.int, symbol=cython.uint
    )
    cpdef double gain(self, reread.Reread search, Py_ssize_t number, Py_ssize_t size, double hole, bint behind)
