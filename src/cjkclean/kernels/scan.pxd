cimport cython

@cython.locals(
    signals=cython.ulonglong, previous=cython.uint, code=cython.uint, kind=cython.uint, char=Py_UCS4
)
cpdef unsigned long long scan(
    str text,
    const unsigned char[::1] index,
    const unsigned char[::1] leaves,
    const unsigned long long[::1] pairs,
    unsigned long long[::1] counts,
    unsigned int start,
)
