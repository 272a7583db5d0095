cimport cython

cdef int _DENSE

@cython.locals(
    at=Py_ssize_t, length=Py_ssize_t, k=Py_ssize_t, i=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, key=Py_ssize_t,
    replacement=str,
)
cpdef str splice(str text, list made, long long[::1] marks)
@cython.locals(
    pieces=list, at=Py_ssize_t, i=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, replacement=str
)
cdef str sparse(str text, list made)
@cython.locals(
    codes="const unsigned int[::1]", out="unsigned int[::1]", at=Py_ssize_t, k=Py_ssize_t, i=Py_ssize_t,
    start=Py_ssize_t, end=Py_ssize_t, replacement=str, char=Py_UCS4,
)
cdef str dense(str text, list made, Py_ssize_t length)
