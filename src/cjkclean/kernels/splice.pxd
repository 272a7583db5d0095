cimport cython

@cython.locals(
    pieces=list, at=Py_ssize_t, length=Py_ssize_t, k=Py_ssize_t, i=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t,
    key=Py_ssize_t, replacement=str,
)
cpdef str splice(str text, list made, long long[::1] marks)
