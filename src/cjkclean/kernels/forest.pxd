cimport cython

@cython.locals(
    trees=Py_ssize_t, row=Py_ssize_t, base=Py_ssize_t, total=cython.double, tree=Py_ssize_t, node=cython.int
)
cpdef evaluate(
    const float[::1] rows, Py_ssize_t stride, Py_ssize_t count, const short[::1] features,
    const float[::1] thresholds, const int[::1] left, const int[::1] right, const float[::1] leaves,
    const int[::1] roots, float[::1] out,
)
