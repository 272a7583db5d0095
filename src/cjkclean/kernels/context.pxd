cimport cython

cdef Py_ssize_t _WIDTH, _DEPTH, _FULL
cdef int[::1] _NEAR_COLUMNS
cdef int[::1] _FAR_COLUMNS
cdef int _NEAR_SIZE, _FAR_SIZE
cdef int _BUCKETS

@cython.locals(seen=dict, line=Py_ssize_t)
cpdef repetitions(const unsigned int[::1] hashes, Py_ssize_t count, int[::1] total, int[::1] before)
@cython.locals(line=Py_ssize_t, column=Py_ssize_t)
cpdef spread(const float[::1] rows, Py_ssize_t count, float[::1] out)
@cython.locals(
    length="double[::1]", prose="double[::1]", covered="double[::1]", script=cython.double, marked=cython.double,
    line=Py_ssize_t, base=Py_ssize_t, at=Py_ssize_t, size=cython.double, weight=cython.double, width=Py_ssize_t,
    low=Py_ssize_t, high=Py_ssize_t,
)
cpdef surroundings(float[::1] out, Py_ssize_t count, const int[::1] repeats, const int[::1] repeats_before)
cdef bint _is_prose(float[::1] out, Py_ssize_t base) noexcept
@cython.locals(offset=Py_ssize_t, other=Py_ssize_t, index=Py_ssize_t)
cdef Py_ssize_t _neighbours(float[::1] out, Py_ssize_t line, Py_ssize_t count, Py_ssize_t at) noexcept
@cython.locals(column=Py_ssize_t, line=Py_ssize_t, step=Py_ssize_t, away=cython.float)
cdef void _distances(float[::1] out, Py_ssize_t count, double[::1] prose) noexcept
@cython.locals(
    first=Py_ssize_t, kind=cython.int, found=cython.int, away=cython.int, line=Py_ssize_t, step=Py_ssize_t
)
cdef void _rhythm(float[::1] out, Py_ssize_t count, const int[::1] repeats) noexcept
cdef bint _beats(float[::1] out, Py_ssize_t base, int kind, int repeats) noexcept
@cython.locals(
    length="double[::1]", mass="double[::1]", total="double[::1]", line=Py_ssize_t, size=cython.double,
    start=Py_ssize_t, end=Py_ssize_t, base=Py_ssize_t, at=Py_ssize_t, offset=Py_ssize_t, width=Py_ssize_t,
    low=Py_ssize_t, high=Py_ssize_t, gap=cython.double,
)
cpdef agreement(float[::1] out, Py_ssize_t count, const float[::1] first, const float[::1] echo)
cdef Py_ssize_t _clip(Py_ssize_t value, Py_ssize_t limit) noexcept
@cython.locals(
    best=cython.double, current=cython.double, value=cython.double, size=cython.double,
    line=Py_ssize_t, begin=Py_ssize_t, start=Py_ssize_t, end=Py_ssize_t,
)
cdef tuple _article(float[::1] out, Py_ssize_t count, const float[::1] first)
@cython.locals(lines="unsigned char[::1]", stamp="int[::1]", line=Py_ssize_t)
cpdef echo(
    str text, const long long[::1] starts, const long long[::1] ends, Py_ssize_t count,
    const unsigned char[::1] core, const unsigned char[::1] classes, float[::1] out,
)
@cython.locals(previous=cython.longlong, char=cython.longlong, position=Py_ssize_t, bucket=cython.longlong)
cdef void _collect(
    str text, Py_ssize_t start, Py_ssize_t end, const unsigned char[::1] classes, unsigned char[::1] lines,
    int[::1] stamp, Py_ssize_t line,
) noexcept
@cython.locals(previous=cython.longlong, char=cython.longlong, position=Py_ssize_t, pairs=cython.int, found=cython.int)
cdef double _share(
    str text, Py_ssize_t start, Py_ssize_t end, const unsigned char[::1] classes, unsigned char[::1] lines, int own,
) noexcept
