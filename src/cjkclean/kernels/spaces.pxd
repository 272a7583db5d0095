cimport cython

@cython.locals(code="unsigned int")
cdef int break_length(str text, Py_ssize_t at) noexcept
cdef int space_kind(unsigned int code) noexcept
cdef bint edge(str text, Py_ssize_t at) noexcept

cdef class Tidier:
    cdef const unsigned char[::1] classes, index, leaves
    cdef bint line_ends, trailing, spaces, ideographic, between
    cdef int blank_lines, mixed

    @cython.locals(
        n=Py_ssize_t, at=Py_ssize_t, char=Py_UCS4, i=Py_ssize_t, line=Py_ssize_t, start=Py_ssize_t, blank=int, before=int, now=int,
        code="unsigned int", kind=int, length=int, other=bint, lines_only=bint,
        empty=bint,
    )
    cpdef int tidy(self, str text, list made) except -1
    cdef int line_end(self, str text, Py_ssize_t start, Py_ssize_t end, int length, bint other, list made) except -1
    cdef int gap(self, str text, Py_ssize_t start, Py_ssize_t end, int around, bint other, list made) except -1
    @cython.locals(i=Py_ssize_t, kind=int, other=bint, changed=bint, pieces=list)
    cdef int plain(self, str text, Py_ssize_t start, Py_ssize_t end, list made) except -1

@cython.locals(
    n=Py_ssize_t, i=Py_ssize_t, space=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, letters=int, marks=int,
    code="unsigned int", kind=int,
)
cpdef list spaced_out(
    str text, const unsigned char[::1] classes, const unsigned char[::1] index, const unsigned char[::1] leaves,
    int least,
)
@cython.locals(
    second=Py_ssize_t, size=Py_ssize_t, most=Py_ssize_t, k=Py_ssize_t, first=Py_UCS4, char=Py_UCS4,
)
cdef Py_ssize_t doubled_unit(str text, Py_ssize_t i, Py_ssize_t end, Py_ssize_t longest) noexcept
@cython.locals(i=Py_ssize_t, size=Py_ssize_t, found=Py_ssize_t)
cdef bint doubled(str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t longest, list units)
@cython.locals(units=list)
cdef void collect_doubled(str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t longest, list lines) except *
@cython.locals(lines=list, n=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t)
cpdef list doubled_lines(str text, Py_ssize_t longest, Py_ssize_t least)
@cython.locals(end=Py_ssize_t)
cpdef bint may_be_doubled(str text, Py_ssize_t start, Py_ssize_t last, Py_ssize_t longest, Py_ssize_t least)
@cython.locals(count=Py_ssize_t, found=Py_ssize_t)
cdef bint begins_doubled(str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t longest, Py_ssize_t least) noexcept
