cimport cython

cdef class Evidence:
    cdef const unsigned char[::1] index
    cdef const unsigned char[::1] leaves
    cdef const int[::1] emissions
    cdef const int[::1] switches
    cdef const unsigned char[::1] follow

    @cython.locals(
        index="const unsigned char[::1]", leaves="const unsigned char[::1]", emissions="const int[::1]",
        lanes="unsigned long long[64]", lane=cython.uint, code=cython.uint, char=Py_UCS4, found="long long[20]", kind=int,
        state=int,
    )
    cpdef list count(self, str text)

    @cython.locals(
        index="const unsigned char[::1]", leaves="const unsigned char[::1]", emissions="const int[::1]",
        switches="const int[::1]", follow="const unsigned char[::1]",
        c0=int, c1=int, c2=int, c3=int, boundary=cython.uint, at=Py_ssize_t, code=cython.uint, char=Py_UCS4,
        kind=cython.uint, best=int, change=int, entered=cython.uint, state=cython.uint,
    )
    cpdef Py_ssize_t find_runs(self, str text, unsigned char[::1] trace, Py_ssize_t[::1] runs)

@cython.locals(entered=cython.uint, n=Py_ssize_t)
cdef Py_ssize_t trace_back(
    unsigned char[::1] trace, Py_ssize_t at, unsigned int state, Py_ssize_t[::1] runs,
) noexcept

@cython.locals(best=int, state=int)
cdef int cheapest(int c0, int c1, int c2, int c3) noexcept
