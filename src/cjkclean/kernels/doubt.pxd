cimport cython
from cjkclean.kernels cimport ngram, reread

cdef unsigned int _NEWLINE

@cython.locals(weight=cython.double, peak=cython.double, begin=Py_ssize_t, top=Py_ssize_t, place=Py_ssize_t, code=cython.uint, excess=cython.double)
cpdef list suspects(str text, const float[::1] logprobs, double level, double cap, double least)

@cython.locals(
    best=cython.double, start=Py_ssize_t, end=Py_ssize_t, weight=cython.double, a=cython.uint, b=cython.uint,
    place=Py_ssize_t, code=cython.uint, symbol=cython.uint, excess=cython.double
)
cpdef double heaviest(ngram.NGramTable table, str text, list stretches, double level, double cap)
