cimport cython

cdef int _UNSEEN, _SEEN
cdef unsigned long long _HEAVIEST

cpdef unsigned int sketch_place(unsigned int first, unsigned int second) noexcept

cdef class Scanner:
    cdef const unsigned char[::1] index
    cdef const unsigned char[::1] leaves
    cdef const unsigned long long[::1] pairs
    cdef const unsigned char[::1] sketch
    cdef unsigned int start

    @cython.locals(
        index="const unsigned char[::1]", leaves="const unsigned char[::1]",
        pairs="const unsigned long long[::1]", sketch="const unsigned char[::1]",
        signals=cython.ulonglong, previous=cython.uint, code=cython.uint, kind=cython.uint, char=Py_UCS4,
        found=cython.ulonglong, last=cython.uint, place=cython.uint, weight=cython.int, peak=cython.int
    )
    cpdef unsigned long long signals(self, str text)

    @cython.locals(
        index="const unsigned char[::1]", leaves="const unsigned char[::1]", total="unsigned long long[::1]",
        code=cython.uint, char=Py_UCS4
    )
    cpdef object counts(self, str text)

@cython.locals(
    weight=cython.int, peak=cython.int, begin=Py_ssize_t, top=Py_ssize_t, last=cython.uint, at=Py_ssize_t,
    code=cython.uint, place=cython.uint
)
cpdef list odd_stretches(str text, const unsigned char[::1] sketch, int level)
