cimport cython

cdef int _MOST_GAP, _LONGEST_NAME, _FIRST_MARK
cdef const unsigned char[::1] WORD, HEX, BASE64, UNRESERVED

@cython.locals(i=Py_ssize_t, end=Py_ssize_t)
cdef Py_ssize_t digits(const unsigned int[::1] codes, Py_ssize_t at, Py_ssize_t most, int base) noexcept
@cython.locals(i=Py_ssize_t, value=long)
cdef long number(const unsigned int[::1] codes, Py_ssize_t at, Py_ssize_t count, int base) noexcept
@cython.locals(i=Py_ssize_t, end=Py_ssize_t)
cpdef Py_ssize_t word(const unsigned int[::1] codes, Py_ssize_t at, Py_ssize_t most) noexcept
cdef bint stands(const unsigned int[::1] codes, Py_ssize_t at, unsigned int code) noexcept
@cython.locals(i=Py_ssize_t, size=Py_ssize_t)
cdef bint expect(const unsigned int[::1] codes, Py_ssize_t at, bytes what) noexcept
cdef bint six_digits(long value) noexcept
@cython.locals(count=Py_ssize_t, end=Py_ssize_t, base=int, value=long)
cdef long numeric(const unsigned int[::1] codes, Py_ssize_t at, long long[::1] where, bint strict) noexcept
@cython.locals(value=long, low=long, mark=str)
cdef long reference(const unsigned int[::1] codes, Py_ssize_t at, long long[::1] where, bint strict) except? -2
@cython.locals(body=Py_ssize_t, count=Py_ssize_t, found=long)
cpdef long entity(
    str text, const unsigned int[::1] codes, Py_ssize_t at, long long[::1] where, dict names
) except? -2
@cython.locals(count=Py_ssize_t, end=Py_ssize_t)
cpdef long loose(
    str text, const unsigned int[::1] codes, Py_ssize_t at, long long[::1] where, dict names
) except? -2
@cython.locals(i=Py_ssize_t)
cpdef Py_ssize_t after_backslashes(const unsigned int[::1] codes, Py_ssize_t at) noexcept
@cython.locals(count=Py_ssize_t, most=Py_ssize_t)
cdef long unit(const unsigned int[::1] codes, Py_ssize_t at, long long[::1] where) noexcept
@cython.locals(value=long, low=long, letter=Py_ssize_t)
cpdef long utf16(const unsigned int[::1] codes, Py_ssize_t at, long long[::1] where) noexcept
cdef long percent_unit(const unsigned int[::1] codes, Py_ssize_t at, long long[::1] where) noexcept
@cython.locals(value=long)
cpdef long percent_utf16(const unsigned int[::1] codes, Py_ssize_t at, long long[::1] where) noexcept
cdef long character(long value, long low) noexcept
@cython.locals(code="unsigned int")
cpdef long simple(const unsigned int[::1] codes, Py_ssize_t at, long long[::1] where) noexcept
cdef int byte_escape(const unsigned int[::1] codes, Py_ssize_t at) noexcept
@cython.locals(i=Py_ssize_t, end=Py_ssize_t, length=int)
cpdef Py_ssize_t bytes_end(const unsigned int[::1] codes, Py_ssize_t at) noexcept
@cython.locals(i=Py_ssize_t, end=Py_ssize_t)
cpdef Py_ssize_t percent_end(const unsigned int[::1] codes, Py_ssize_t at) noexcept
cdef int quoted_escape(const unsigned int[::1] codes, Py_ssize_t at) noexcept
@cython.locals(i=Py_ssize_t, end=Py_ssize_t, length=int)
cpdef Py_ssize_t quoted_end(const unsigned int[::1] codes, Py_ssize_t at) noexcept
@cython.locals(i=Py_ssize_t)
cpdef bint quoted_high(const unsigned int[::1] codes, Py_ssize_t start, Py_ssize_t end) noexcept
@cython.locals(i=Py_ssize_t)
cpdef Py_ssize_t base64_end(const unsigned int[::1] codes, Py_ssize_t at) noexcept
@cython.locals(count=Py_ssize_t)
cpdef Py_ssize_t utf7_end(const unsigned int[::1] codes, Py_ssize_t at, Py_ssize_t stretch) noexcept
@cython.locals(i=Py_ssize_t, small=bint, large=bint)
cpdef bint utf7_mixed(const unsigned int[::1] codes, Py_ssize_t start, Py_ssize_t end) noexcept
@cython.locals(i=Py_ssize_t)
cpdef Py_ssize_t bare_name(str text, const unsigned int[::1] codes, Py_ssize_t at, dict names) except? -2
cdef bint is_hex(int first, int second) noexcept
@cython.locals(n=Py_ssize_t, i=Py_ssize_t, size=Py_ssize_t, value=int, out="unsigned char[::1]")
cpdef bytes raw_bytes(const unsigned char[::1] run)
