cimport cython

cdef unsigned long long _FULL
cdef int _DOUBLE

cpdef int kind_of(unsigned int code) noexcept

cdef bint _is_letter(unsigned int code) noexcept

@cython.locals(at=Py_ssize_t, kind=cython.int, shift=cython.int, closings="unsigned long long", openings="unsigned long long")
cpdef unsigned long long lacking(str text, Py_ssize_t start, Py_ssize_t end)

cpdef bint owes(unsigned long long owed, int kind) noexcept

@cython.locals(shift=cython.int)
cpdef unsigned long long settle(unsigned long long owed, int kind) noexcept
