cimport cython

cdef int _PAIR_BITS

cdef class Vocabulary:
    cdef const int[::1] first
    cdef const int[::1] keys
    cdef const int[::1] kids
    cdef const int[::1] sizes
    cdef const signed char[::1] values

    @cython.locals(
        node=cython.int, found=cython.int, end=Py_ssize_t, index=Py_ssize_t, char=cython.int, child=cython.int,
        stop=cython.int,
    )
    cpdef Py_ssize_t longest(self, str text, Py_ssize_t position, Py_ssize_t size) noexcept

@cython.locals(char=cython.int)
cdef bint _bounded(str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t size) noexcept
cdef bint _word(int char) noexcept
cpdef Py_ssize_t hashed(Py_ssize_t char, Py_ssize_t following) noexcept
cpdef bint touches(str text, Py_ssize_t end, Py_ssize_t start) noexcept
