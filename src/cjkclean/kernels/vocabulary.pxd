cimport cython

@cython.locals(
    node=cython.int, found=cython.int, end=Py_ssize_t, index=Py_ssize_t, char=cython.int, child=cython.int,
    stop=cython.int,
)
cpdef Py_ssize_t longest(
    str text, Py_ssize_t position, Py_ssize_t size, const int[::1] first, const int[::1] keys, const int[::1] kids,
    const int[::1] sizes, const signed char[::1] values,
) noexcept
@cython.locals(char=cython.int)
cdef bint _bounded(str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t size) noexcept
cdef bint _word(int char) noexcept
