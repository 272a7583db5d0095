cimport cython

@cython.locals(lane=cython.uint, code=cython.uint, char=Py_UCS4)
cpdef void count_classes(
    str text, const unsigned char[::1] index, const unsigned char[::1] leaves, unsigned long long[::1] counts
)

@cython.locals(
    c0=int, c1=int, c2=int, c3=int, boundary=cython.uint, at=Py_ssize_t, code=cython.uint, char=Py_UCS4,
    kind=cython.uint, best=int, best_state=cython.uint, change=int, entered=cython.uint, state=cython.uint, n=Py_ssize_t,
)
cpdef Py_ssize_t find_runs(
    str text, const unsigned char[::1] index, const unsigned char[::1] leaves, const int[::1] emissions,
    const int[::1] switches, const unsigned char[::1] follow, unsigned char[::1] trace, Py_ssize_t[::1] runs,
)
