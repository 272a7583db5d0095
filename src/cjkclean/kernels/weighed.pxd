cimport cython
from cjkclean.kernels.leftovers cimport Leftovers
from cjkclean.kernels.thinned cimport Thinned

cdef int _NOTHING
cdef int _RIVALS

@cython.locals(found=list, left=Leftovers, first=cython.int, said=str, sure=cython.double, place=cython.int, at=cython.int, code=cython.int, rank=cython.int, doubt=cython.double, rivals=list, confidence=cython.double)
cpdef list stretches(Thinned search, int count, double temper, double lone)
