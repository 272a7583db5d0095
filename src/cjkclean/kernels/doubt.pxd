cimport cython
from cjkclean.kernels cimport reread

cdef unsigned int _NEWLINE

@cython.locals(weight=cython.double, peak=cython.double, begin=Py_ssize_t, top=Py_ssize_t, place=Py_ssize_t, code=cython.uint, excess=cython.double)
cpdef list suspects(str text, const float[::1] logprobs, Py_ssize_t offset, double level, double cap, double least)
