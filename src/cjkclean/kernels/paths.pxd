cimport cython
from cjkclean.kernels.beam cimport Search
from cjkclean.kernels.document cimport Document
from cjkclean.kernels.lattice cimport Lattice

cdef int _NOTHING
cdef double _FAR
cdef double _NEAR
cdef int _LATER

@cython.locals(places=list, place=cython.int)
cdef list path(Search search)

@cython.locals(
    lattice=Lattice, document=Document, scores=list, a=cython.int, b=cython.int, node=cython.int, chosen=cython.int,
    arc=cython.int, code=cython.int, target=cython.int, score=cython.double,
)
cdef list copying(Search search)

@cython.locals(index=cython.int, code=cython.int, text=str)
cdef str _emitted(Search search, int place)

@cython.locals(step=cython.int, text=str)
cdef str _between(Search search, list places, int first, int last)

@cython.locals(step=cython.int, index=cython.int, place=cython.int, ends=list)
cdef list _ends(Search search, list places, int first, int last)

@cython.locals(
    found=list, places=list, copied=list, rivals=list, steps=cython.int, step=cython.int, before=cython.int, after=cython.int,
    seen=cython.int, source=cython.int, behind=cython.int, gain=cython.double, text=str,
)
cpdef list runs(Search search)

@cython.locals(best=dict, step=cython.int, place=cython.int, loser=cython.int, behind=cython.double)
cdef list _rivals(Search search, list places, int before, int after, str own)

@cython.locals(index=cython.int, code=cython.int, place=cython.int, joined=cython.int, text=str, copied=str)
cdef _variant(Search search, list places, int loser, int step, int before, int after)
