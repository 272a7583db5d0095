cimport cython

@cython.locals(code="unsigned int")
cdef int break_length(str text, Py_ssize_t at) noexcept
cdef int space_kind(unsigned int code) noexcept
cdef bint edge(str text, Py_ssize_t at) noexcept
@cython.locals(i=Py_ssize_t, kind=int, changed=bint, pieces=list)
cdef str plain(str text, Py_ssize_t start, Py_ssize_t end, bint spaces, bint ideographic)
@cython.locals(
    n=Py_ssize_t, i=Py_ssize_t, line=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, blank=int, before=int, now=int,
    code="unsigned int", kind=int, length=int, other=bint, lines_only=bint, tight=bint, loose=bint, replacement=str,
)
cpdef void tidy(
    str text, const unsigned char[::1] classes, const unsigned char[::1] index, const unsigned char[::1] leaves,
    bint line_ends, bint trailing, int blank_lines, bint spaces, bint ideographic, bint between, int mixed, list made,
)
@cython.locals(
    n=Py_ssize_t, i=Py_ssize_t, space=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t, letters=int, marks=int,
    code="unsigned int", kind=int,
)
cpdef list spaced_out(
    str text, const unsigned char[::1] classes, const unsigned char[::1] index, const unsigned char[::1] leaves,
    int least,
)
@cython.locals(
    i=Py_ssize_t, second=Py_ssize_t, size=Py_ssize_t, most=Py_ssize_t, k=Py_ssize_t, found=bint, first=Py_UCS4,
    char=Py_UCS4,
)
cdef bint doubled(str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t longest, list units)
@cython.locals(units=list)
cdef void collect_doubled(
    str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t longest, Py_ssize_t least, list lines
) except *
@cython.locals(
    lines=list, start=Py_ssize_t, at=Py_ssize_t, again=bint, first="unsigned int", code="unsigned int", char=Py_UCS4
)
cpdef list doubled_lines(str text, Py_ssize_t longest, Py_ssize_t least)
