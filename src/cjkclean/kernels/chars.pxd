cimport cython

@cython.locals(
    n=Py_ssize_t, at=Py_ssize_t, end=Py_ssize_t, char=Py_UCS4, code="unsigned int", kind=int, action=int, before=int,
    after=int, part=str,
)
cpdef void locate(
    str text,
    Py_ssize_t start,
    Py_ssize_t stop,
    const unsigned char[::1] index,
    const unsigned char[::1] leaves,
    const unsigned char[::1] actions,
    dict mapping,
    str labels,
    list made,
    list left,
)
@cython.locals(
    n=Py_ssize_t, at=Py_ssize_t, i=Py_ssize_t, start=Py_ssize_t, char=Py_UCS4, code="unsigned int", pieces=list
)
cpdef void fold(str text, dict single, dict double, unsigned int low, unsigned int high, int key, list made)
@cython.locals(at=Py_ssize_t, start=Py_ssize_t, char=Py_UCS4, code=int, width=int, found=list)
cpdef list runs(str text, int low, int high)
