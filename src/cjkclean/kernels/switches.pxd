cimport cython
from cjkclean.kernels cimport bytescore

cdef int _NEWLINE

@cython.locals(
    utf8=Py_ssize_t, size=Py_ssize_t, totals="long long[::1]", now="long long[::1]", tally="long long[::1]",
    came="unsigned char[::1]", name=Py_ssize_t, last=Py_ssize_t, at=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t,
    inside="long long", legacy=Py_ssize_t, least="long long", source=Py_ssize_t, turn=int, other=Py_ssize_t,
    price="long long", total="long long", step=Py_ssize_t,
)
cpdef long long cheapest(
    const unsigned char[::1] raw, const int[::1] spans, Py_ssize_t count, const unsigned char[::1] tables,
    const unsigned char[::1] points, const unsigned char[::1] after, Py_ssize_t home, const int[::1] prices,
    int[::1] path,
)
@cython.locals(best=Py_ssize_t, at=Py_ssize_t)
cdef Py_ssize_t _least(const long long[::1] totals, Py_ssize_t count) noexcept
@cython.locals(at=Py_ssize_t)
cdef bint _parted(const unsigned char[::1] raw, Py_ssize_t start, Py_ssize_t end) noexcept
