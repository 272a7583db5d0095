cimport cython
from cjkclean.kernels cimport ngram, reread

cdef int UTF8, _STRAYS

@cython.locals(search=reread.Reread)
cpdef bint is_promising(
    list searches, str text, Py_ssize_t start, Py_ssize_t end, const float[::1] plain, double hole, double enough
)

@cython.locals(
    table=ngram.NGramTable, best=cython.double, run=cython.double, a=cython.uint, b=cython.uint, pending=cython.uint,
    strays=cython.int, unread=Py_ssize_t, place=Py_ssize_t, code=cython.uint, packed=cython.uint, shift=cython.int,
    byte=cython.uint, said=cython.int, symbol=cython.uint,
)
cpdef double gain(
    reread.Reread search, str text, Py_ssize_t start, Py_ssize_t end, const float[::1] plain, double hole, bint behind
)
