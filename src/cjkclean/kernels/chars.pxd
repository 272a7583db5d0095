cimport cython

@cython.locals(
    n=Py_ssize_t, i=Py_ssize_t, end=Py_ssize_t, code="unsigned int", kind=int, action=int, before=int, after=int,
)
cpdef void locate(
    str text,
    const unsigned char[::1] index,
    const unsigned char[::1] leaves,
    const unsigned char[::1] actions,
    dict mapping,
    str labels,
    list made,
    list left,
)
@cython.locals(n=Py_ssize_t, i=Py_ssize_t, start=Py_ssize_t, code="unsigned int", pieces=list)
cpdef void fold(str text, dict single, dict double, unsigned int low, unsigned int high, int key, list made)
