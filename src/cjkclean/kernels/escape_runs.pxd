cimport cython
from cjkclean.kernels cimport escapes

cdef int _ENTITY, _LOOSE, _UNICODE, _PERCENT_U, _SIMPLE, _BYTES, _PERCENT, _QUOTED, _UTF7
cdef const unsigned char[::1] TRIGGERS, CODE_MARKS

cdef bint graphic(str text, Py_ssize_t at) noexcept
cdef bint apart(str text, Py_ssize_t start, Py_ssize_t end, frozenset isolating)

cdef class Finder:
    cdef str text
    cdef dict names, open_names, bare
    cdef frozenset isolating
    cdef list runs
    cdef long long[::1] where
    cdef const unsigned int[::1] codes
    cdef object buffer
    cdef unsigned int[::1] values
    cdef Py_ssize_t size, number, start, offset, last, begin, stretch, letter
    cdef int current
    cdef long value
    cdef bint useful

    cdef int prepare(self) except -1
    @cython.locals(end=Py_ssize_t, family=int)
    cdef int read(self, Py_ssize_t at, unsigned int code) except -1
    @cython.locals(begin=Py_ssize_t, text=str, codes="const unsigned int[::1]")
    cdef int entity(self, Py_ssize_t at, unsigned int code) except -1
    @cython.locals(end=Py_ssize_t)
    cdef int backslash(self, Py_ssize_t at) except -1
    @cython.locals(end=Py_ssize_t, second=long, surroundings=int)
    cdef int add(self, int family) except -1
    cdef bint speaks(self, int family, Py_ssize_t end) except -1
    @cython.locals(decoded=str, surroundings=int, start=Py_ssize_t)
    cdef int close(self) except -1
    @cython.locals(
        text=str, at=Py_ssize_t, line_start=Py_ssize_t, char=Py_UCS4, code="unsigned int", family=int, marked=bint
    )
    cdef int collect(self, Py_ssize_t offset, list lines) except -1
    cdef int surroundings(self, Py_ssize_t start, Py_ssize_t end) except -1

@cython.locals(start=Py_ssize_t, end=Py_ssize_t, lines=list, finder=Finder, useful=bint)
cpdef list find(str text, list spans, dict names, dict open_names, dict bare, frozenset isolating)
