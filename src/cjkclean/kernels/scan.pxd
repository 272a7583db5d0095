cimport cython

cdef int _UNSEEN, _SEEN, _IMPLAUSIBLE
cdef unsigned long long _SKETCHED

cpdef unsigned int sketch_place(unsigned int first, unsigned int second) noexcept

@cython.locals(
    signals=cython.ulonglong, previous=cython.uint, code=cython.uint, kind=cython.uint, char=Py_UCS4,
    found=cython.ulonglong, last=cython.uint, place=cython.uint, weight=cython.int, peak=cython.int
)
cpdef unsigned long long scan(
    str text,
    const unsigned char[::1] index,
    const unsigned char[::1] leaves,
    const unsigned long long[::1] pairs,
    const unsigned char[::1] sketch,
    unsigned long long[::1] counts,
    unsigned int start,
)

@cython.locals(
    weight=cython.int, peak=cython.int, begin=Py_ssize_t, top=Py_ssize_t, last=cython.uint, at=Py_ssize_t,
    code=cython.uint, place=cython.uint
)
cpdef list odd_stretches(str text, const unsigned char[::1] sketch, int level)
