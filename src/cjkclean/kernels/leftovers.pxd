cimport cython

cdef int _NOTHING

@cython.final
cdef class Leftovers:
    cdef const unsigned int[::1] reader
    cdef int room
    cdef public bint spaced
    cdef readonly int count
    cdef readonly int[::1] starts
    cdef readonly int[::1] leads
    cdef readonly int[::1] seen

    @cython.locals(place=cython.int, at=Py_ssize_t, code=cython.uint, byte=cython.uint, length=cython.int, value=cython.uint, known=cython.int, after=cython.uint)
    cpdef Py_ssize_t cut(self, str text, Py_ssize_t start, Py_ssize_t end)
    @cython.locals(byte=cython.uint)
    cdef unsigned int _continuation(self, unsigned int code) noexcept
    cdef unsigned int _space(self, unsigned int lead, int wanting, unsigned int following) noexcept
    cdef void _leave(self, int place, int lead, int length, int known, int value) noexcept

cpdef bint allows(int length, int code) noexcept
