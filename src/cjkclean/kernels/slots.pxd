cimport cython

cdef int _SIZE, _EDGE, _FREE, _KIND, _MOMENT, _NUMBER, _REPEATED, _MARKS, _BITS, _WAYS, _NUMBERS, _KEYS
cdef int _LENGTH, _HAN, _LATIN, _DIGIT, _STOPS, _OTHER, _DATES, _TIMES, _AGES, _LONG, _SHORT, _OFTEN, _MANY, _FAR

@cython.locals(
    codes="int[::1]", sums="double[::1]",
    line=Py_ssize_t, index=Py_ssize_t, turn=cython.int, start=Py_ssize_t, end=Py_ssize_t, size=cython.double,
    mass=cython.double, way=cython.int, key=Py_ssize_t, others=cython.double, at=Py_ssize_t,
)
cpdef fill(
    float[::1] rows, Py_ssize_t stride, Py_ssize_t column, Py_ssize_t count, const signed char[::1] kinds,
    const int[::1] repeats, const float[::1] first,
)
@cython.locals(letters=cython.double)
cdef int _code(float[::1] rows, Py_ssize_t base, int kind, int repeats) noexcept
@cython.locals(before=cython.int, above=cython.int, after=cython.int, below=cython.int)
cdef Py_ssize_t _key(int[::1] codes, Py_ssize_t start, Py_ssize_t end, int way) noexcept
@cython.locals(size=Py_ssize_t, line=Py_ssize_t, base=Py_ssize_t)
cdef void _own(
    float[::1] rows, Py_ssize_t stride, Py_ssize_t at, Py_ssize_t start, Py_ssize_t end, const float[::1] first,
    double mass,
) noexcept
