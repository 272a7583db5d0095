cimport cython
from cjkclean.kernels cimport shifted

cdef bint is_han(unsigned int code) noexcept

@cython.locals(counts=dict, beside=dict, gloss=tuple, key=tuple)
cpdef tuple tally(list found)

cdef unsigned int[::1] _often

@cython.locals(char=Py_UCS4, code=cython.uint)
cpdef list occurrences(str text, list chars)

@cython.locals(parts=list, at=Py_ssize_t, place=Py_ssize_t, gloss=tuple)
cpdef str without(str text, list found, list lessons, dict table)

@cython.locals(
    end=Py_ssize_t, start=Py_ssize_t, close=Py_ssize_t, again=Py_ssize_t, char=cython.uint, before=cython.uint,
    after=cython.uint, behind=cython.uint, trail=cython.uint, bare=cython.bint, doubled=cython.bint, found=list,
)
cpdef list find(str text, const unsigned int[::1] codes, const unsigned int[::1] pairs)
