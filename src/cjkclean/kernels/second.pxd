cimport cython
from cjkclean.kernels cimport shifted, spaces

cdef unsigned long long _HAN, _RARE_HAN, _GLOSS, _HOLE, _SPACED, _JAMO, _EVEN, _DOUBLED, _SHIFTED, _SYLLABLE, _SPREAD
cdef Py_ssize_t _LONGEST, _LEAST, _WINDOW, _LEAST_SPREAD

@cython.locals(found=cython.ulonglong)
cpdef unsigned long long look(str text, unsigned long long bits)

@cython.locals(first=Py_UCS4)
cpdef bint begins_misread(str text) noexcept

@cython.locals(end=Py_ssize_t, place=Py_ssize_t, start=Py_ssize_t)
cpdef bint may_be_shifted(str text)

@cython.locals(last=cython.uint, code=cython.uint, char=Py_UCS4)
cpdef bint has_syllable(str text) noexcept

@cython.locals(at=Py_ssize_t, last=Py_ssize_t, number=Py_ssize_t, char=Py_UCS4)
cpdef bint has_spread(str text) noexcept
