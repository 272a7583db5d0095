cimport cython
from cjkclean.kernels.ngram cimport NGramTable

cdef int _GROUPS
cdef int _SYMBOLS
cdef unsigned long long _UNDO

@cython.final
cdef class Successors:
    cdef NGramTable table
    cdef readonly int[::1] first
    cdef readonly unsigned short[::1] symbols
    cdef readonly unsigned short[::1] values
    cdef unsigned short[::1] _groups

    @cython.locals(bucket="unsigned long long", buckets="unsigned long long", low="unsigned long long", slot=Py_ssize_t, entry="unsigned int", hashed="unsigned long long", key="unsigned long long", groups="unsigned int", group=cython.int, at=Py_ssize_t)
    cdef void _walk(self, bint fill) noexcept

@cython.locals(found=Successors)
cpdef Successors successors(NGramTable table)
