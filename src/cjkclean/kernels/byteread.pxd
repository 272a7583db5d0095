cimport cython

@cython.locals(low=Py_ssize_t, high=Py_ssize_t, middle=Py_ssize_t, point="unsigned int")
cpdef unsigned int linear(const unsigned int[::1] four, unsigned int code) noexcept

@cython.locals(
    at=Py_ssize_t, count=Py_ssize_t, wrong=Py_ssize_t, step=Py_ssize_t, byte="unsigned int", point="unsigned int",
    pair="unsigned int", slot=Py_ssize_t, place=Py_ssize_t
)
cpdef void read(
    const unsigned char[::1] raw, Py_ssize_t start, Py_ssize_t end, const unsigned char[::1] steps,
    const unsigned int[::1] pairs, const unsigned int[::1] singles, const unsigned int[::1] sequences,
    const unsigned int[::1] planes, const unsigned int[::1] four, unsigned int[::1] out, long long[::1] bad,
    long long[::1] tally
) noexcept
