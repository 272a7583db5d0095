cimport cython
from cjkclean.kernels cimport shifted, spaces

cdef unsigned long long _HAN, _RARE_HAN, _GLOSS, _HOLE, _SPACED, _JAMO, _EVEN, _DOUBLED, _SHIFTED, _SYLLABLE, _SPREAD
cdef Py_ssize_t _LONGEST, _LEAST, _WINDOW, _LEAST_SPREAD

@cython.locals(found=cython.ulonglong)
cpdef unsigned long long look(str text, unsigned long long bits)

@cython.locals(found=cython.ulonglong)
cpdef unsigned long long look_at(str text, Py_ssize_t first, Py_ssize_t last, unsigned long long bits)

@cython.locals(first=Py_UCS4)
cpdef bint begins_misread(str text) noexcept

@cython.locals(end=Py_ssize_t, place=Py_ssize_t, start=Py_ssize_t)
cpdef bint may_be_shifted(str text, Py_ssize_t first, Py_ssize_t last)

@cython.locals(piece=str, before=cython.uint, code=cython.uint, char=Py_UCS4)
cpdef bint has_syllable(str text, Py_ssize_t first, Py_ssize_t last)

@cython.locals(piece=str, at=Py_ssize_t, before=Py_ssize_t, number=Py_ssize_t, char=Py_UCS4)
cpdef bint has_spread(str text, Py_ssize_t first, Py_ssize_t last)
