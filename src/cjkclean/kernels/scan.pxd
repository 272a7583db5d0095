cimport cython

from cjkclean.kernels cimport second

cdef unsigned long long _HEAVIEST, _ONE, _SIGNALS, _NONSENSE, _EVEN
cdef unsigned int _UNEVEN
cdef Py_ssize_t _COLUMNS, _NEAR

cpdef unsigned int sketch_place(unsigned int first, unsigned int second) noexcept

cdef class Scanner:
    cdef const unsigned char[::1] classes
    cdef const unsigned long long[::1] pairs
    cdef const unsigned char[::1] sketch
    cdef const int[::1] weights
    cdef unsigned int start
    cdef const double[::1] levels

    @cython.locals(
        classes="const unsigned char[::1]",
        pairs="const unsigned long long[::1]", sketch="const unsigned char[::1]", weights="const int[::1]",
        signals=cython.ulonglong, previous=cython.uint, code=cython.uint, kind=cython.uint, char=Py_UCS4,
        found=cython.ulonglong, last=cython.uint, place=cython.uint, weight=cython.int, peak=cython.int, line=cython.uint,
        even=cython.ulonglong
    )
    cpdef unsigned long long signals(self, str text)

    @cython.locals(found=cython.ulonglong, bits=cython.ulonglong)
    cpdef unsigned long long bits(self, str text)

    @cython.locals(
        table="unsigned long long[::1]", weight=cython.int, start=Py_ssize_t, end=Py_ssize_t, row=Py_ssize_t,
        old=Py_ssize_t, n=Py_ssize_t, like=Py_ssize_t
    )
    cpdef Py_ssize_t survey(
        self, str text, Py_ssize_t size, parts, str before, const unsigned long long[::1] known, Py_ssize_t rows
    ) except -1

    @cython.locals(near=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t)
    cdef Py_ssize_t alike(
        self, str text, Py_ssize_t start, Py_ssize_t end, int weight, str before,
        const unsigned long long[::1] known, Py_ssize_t old, Py_ssize_t rows
    ) except -2

    @cython.locals(
        classes="const unsigned char[::1]",
        pairs="const unsigned long long[::1]", sketch="const unsigned char[::1]", weights="const int[::1]",
        table="unsigned long long[::1]", signals=cython.ulonglong, kinds=cython.ulonglong, previous=cython.uint,
        code=cython.uint, kind=cython.uint, char=Py_UCS4, found=cython.ulonglong, last=cython.uint, place=cython.uint,
        weight=cython.int, peak=cython.int, line=cython.uint, even=cython.ulonglong, piece=str
    )
    cdef int part(self, str text, Py_ssize_t start, Py_ssize_t end, unsigned long long[::1] parts, Py_ssize_t row) except -1

    @cython.locals(
        classes="const unsigned char[::1]", total="unsigned long long[::1]",
        code=cython.uint, char=Py_UCS4
    )
    cpdef object counts(self, str text)

    @cython.locals(
        classes="const unsigned char[::1]",
        pairs="const unsigned long long[::1]", sketch="const unsigned char[::1]", weights="const int[::1]",
        previous=cython.uint, last=cython.uint, weight=cython.int, peak=cython.int, begin=Py_ssize_t, top=Py_ssize_t,
        at=Py_ssize_t, char=Py_UCS4, code=cython.uint, kind=cython.uint, signals=cython.ulonglong, place=cython.uint
    )
    cpdef list odd_stretches(self, str text, double level)
