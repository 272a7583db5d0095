cimport cython

cdef int _MOST_GAP, _LONGEST_NAME
cdef const unsigned char[::1] TRIGGERS, CODE_MARKS, WORD, HEX, BASE64, UNRESERVED

@cython.locals(i=Py_ssize_t, end=Py_ssize_t)
cdef Py_ssize_t digits(str text, Py_ssize_t at, Py_ssize_t most, int base) noexcept
@cython.locals(i=Py_ssize_t, value=long)
cdef long number(str text, Py_ssize_t at, Py_ssize_t count, int base) noexcept
@cython.locals(i=Py_ssize_t, end=Py_ssize_t)
cdef Py_ssize_t word(str text, Py_ssize_t at, Py_ssize_t most) noexcept
@cython.locals(i=Py_ssize_t)
cdef bint expect(str text, Py_ssize_t at, str what) noexcept
@cython.locals(count=Py_ssize_t, end=Py_ssize_t, base=int)
cdef long numeric(str text, Py_ssize_t at, long long[::1] where, bint strict) noexcept
@cython.locals(value=long, low=long, end=Py_ssize_t)
cdef str reference(str text, Py_ssize_t at, long long[::1] where, bint strict)
@cython.locals(body=Py_ssize_t, count=Py_ssize_t, found=str)
cdef str entity(str text, Py_ssize_t at, long long[::1] where, dict names)
@cython.locals(count=Py_ssize_t, end=Py_ssize_t)
cdef str loose(str text, Py_ssize_t at, long long[::1] where, dict names)
@cython.locals(i=Py_ssize_t, count=Py_ssize_t, most=Py_ssize_t)
cdef long unit(str text, Py_ssize_t at, long long[::1] where) noexcept
cdef long percent_unit(str text, Py_ssize_t at, long long[::1] where) noexcept
cdef str character(long value, long low)
@cython.locals(value=long, low=long, end=Py_ssize_t)
cdef str utf16(str text, Py_ssize_t at, long long[::1] where, bint percent)
@cython.locals(i=Py_ssize_t, char=Py_UCS4)
cdef str simple(str text, Py_ssize_t at, long long[::1] where)
cdef int byte_escape(str text, Py_ssize_t at) noexcept
@cython.locals(i=Py_ssize_t, end=Py_ssize_t, length=int)
cdef Py_ssize_t bytes_end(str text, Py_ssize_t at) noexcept
@cython.locals(i=Py_ssize_t, end=Py_ssize_t)
cdef Py_ssize_t percent_end(str text, Py_ssize_t at) noexcept
cdef int quoted_escape(str text, Py_ssize_t at) noexcept
@cython.locals(i=Py_ssize_t, end=Py_ssize_t, length=int)
cdef Py_ssize_t quoted_end(str text, Py_ssize_t at) noexcept
@cython.locals(i=Py_ssize_t, count=Py_ssize_t)
cdef Py_ssize_t utf7_end(str text, Py_ssize_t at) noexcept
@cython.locals(i=Py_ssize_t)
cdef Py_ssize_t bare_name(str text, Py_ssize_t at, dict names)
cdef bint graphic(str text, Py_ssize_t at) noexcept
cdef bint apart(str text, Py_ssize_t start, Py_ssize_t end, frozenset isolating)
@cython.locals(
    n=Py_ssize_t, i=Py_ssize_t, start=Py_ssize_t, last=Py_ssize_t, begin=Py_ssize_t, end=Py_ssize_t,
    line_start=Py_ssize_t, code="unsigned int", current=int, family=int, surroundings=int, marked=bint, decoded=str,
    lines=list, runs=list, pieces=list, where="long long[::1]",
)
cpdef list find(str text, dict names, dict open_names, dict bare, frozenset isolating)
