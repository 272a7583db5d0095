cimport cython
from cjkclean.kernels cimport document as documents
from cjkclean.kernels.ngram cimport NGramTable

cdef unsigned int _QUESTION
cdef unsigned int _REPLACEMENT

cdef bint _is_hole(unsigned int code) noexcept

cdef bint _is_written(unsigned int code) noexcept

@cython.locals(found=list, first=Py_ssize_t, at=Py_ssize_t, before=cython.uint, code=cython.uint, char=Py_UCS4)
cpdef list holes(str text)

@cython.locals(
    table=NGramTable, a="unsigned int", b="unsigned int", gained=cython.double, behind=cython.bint, lost=cython.bint,
    at=Py_ssize_t, code=cython.uint, cost=cython.double,
)
cpdef double advantage(documents.Document document, str text, Py_ssize_t start, Py_ssize_t end, double rate)
