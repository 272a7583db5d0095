cimport cython
from libc cimport math

cdef unsigned int _ALL, _DE_BRUIJN
cdef Py_ssize_t _LEAVES
cdef int[::1] _BITS

@cython.locals(
    number=Py_ssize_t, numbers=Py_ssize_t, left="unsigned int[::1]", row=Py_ssize_t, tree=Py_ssize_t, base=Py_ssize_t,
    column=Py_ssize_t, value=cython.float, node=int, end=int, total=cython.double, alive=cython.uint,
    lowest=cython.uint,
)
cpdef evaluate(
    const float[::1] rows, Py_ssize_t stride, Py_ssize_t count, const int[::1] ranges, const float[::1] thresholds,
    const unsigned short[::1] trees, const unsigned int[::1] masks, const float[::1] leaves, float[::1] out,
)
@cython.locals(at=Py_ssize_t)
cpdef odds(float[::1] margins)
