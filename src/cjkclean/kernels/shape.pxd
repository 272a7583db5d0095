cimport cython

cdef int _KINDS, _FIRST_KIND, _SIZE, _WINDOW
cdef Py_ssize_t _WIDTH
cdef double _EDGE

@cython.locals(
    first_prose=Py_ssize_t, last_prose=Py_ssize_t, total=cython.double, covered=cython.double, prose=cython.double,
    run=cython.double, best=cython.double, bare=cython.double, longest=cython.double, line=Py_ssize_t,
    base=Py_ssize_t, size=cython.double, written=cython.bint, index=cython.int,
)
cpdef describe(
    const float[::1] rows, const signed char[::1] kinds, const int[::1] repeats, Py_ssize_t count, float[::1] out,
)
@cython.locals(
    line=Py_ssize_t, base=Py_ssize_t, kind=cython.int, size=cython.double, gaps=cython.double, index=cython.int,
)
cdef void _lines(
    const float[::1] rows, const signed char[::1] kinds, const int[::1] repeats, Py_ssize_t count, float[::1] out,
) noexcept
@cython.locals(found=cython.double, edge=cython.double, line=Py_ssize_t, index=cython.int)
cdef void _places(
    const signed char[::1] kinds, Py_ssize_t count, Py_ssize_t first_prose, Py_ssize_t last_prose, float[::1] out,
) noexcept
@cython.locals(run=cython.int, inside=cython.int, line=Py_ssize_t)
cdef void _runs(const signed char[::1] kinds, Py_ssize_t count, float[::1] out) noexcept
