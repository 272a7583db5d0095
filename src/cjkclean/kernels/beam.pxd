cimport cython
from cjkclean.kernels cimport pairs
from cjkclean.kernels cimport document as documents
from cjkclean.kernels.document cimport Document
from cjkclean.kernels.lattice cimport Grammar, Lattice

cdef int _NOTHING
cdef unsigned int _UNDEFINED
cdef int _EMPTY
cdef int _PENDING
cdef int _INSERTED
cdef int _ECHOES
cdef unsigned int _LISTING
cdef double[::1] _ECHO_SHARES
cdef int _DOUBLE_BYTE
cdef double _FAR
cdef int _LOSERS
cdef int _SEPARATOR
cdef int _BEFORE
cdef int _CLOSING
cdef double _MISPLACED
cdef double _OWED
cdef double _TRACELESS
cdef double _RARE
cdef double _BEYOND
cdef double _WILD

cdef class Scratch:
    cdef public int beam
    cdef public double[::1] score
    cdef public int[::1] back
    cdef public int[::1] arc
    cdef public int[::1] lost
    cdef public int[::1] state
    cdef public int[::1] out
    cdef public unsigned long long[::1] owed
    cdef public int[::1] count
    cdef public double[::1] best
    cdef public int[::1] loser_back
    cdef public int[::1] loser_out
    cdef public double[::1] loser_score
    cdef public int[::1] loser_next

@cython.final
cdef class Search:
    cdef Grammar grammar
    cdef Document document
    cdef Lattice lattice
    cdef public double window
    cdef public double ahead
    cdef public unsigned long long owed
    cdef public int beam
    cdef double[::1] score
    cdef int[::1] back
    cdef int[::1] arc
    cdef int[::1] lost
    cdef int[::1] state
    cdef int[::1] out
    cdef unsigned long long[::1] _owing
    cdef int[::1] _count
    cdef double[::1] _best
    cdef public int losers
    cdef int[::1] loser_back
    cdef int[::1] loser_out
    cdef double[::1] loser_score
    cdef int[::1] loser_next
    cdef public int final
    cdef public int last
    cdef int _now_arc
    cdef int _now_back
    cdef int _now_target
    cdef int _now_slots
    cdef bint _now_copies
    cdef unsigned long long _now_owed

    @cython.locals(node=cython.int, floor=cython.double, place=cython.int, arc=cython.int)
    cpdef bint run(self, Lattice lattice, int a, int b, double start, int least)
    @cython.locals(node=cython.int)
    cdef void _begin(self, int a, int b, double start) noexcept
    @cython.locals(place=cython.int, later=cython.int)
    cdef bint _is_settled(self, int node) noexcept
    @cython.locals(arc=cython.int, code=cython.int)
    cdef bint copies(self, int place) noexcept
    @cython.locals(best=cython.double, place=cython.int, at=cython.int)
    cdef void _finish(self, int node) noexcept
    @cython.locals(lattice=Lattice, p0=cython.int, mode=cython.int, score=cython.double, a=cython.int, b=cython.int, code=cython.int)
    cdef void _take(self, int arc, int place) noexcept
    @cython.locals(document=Document, kind=cython.int, symbol=cython.uint, before=cython.int)
    cdef void _copy(self, int code, int mode, int a, int b, double score) noexcept
    @cython.locals(gain=cython.double)
    cdef double _pay(self, int kind) noexcept
    @cython.locals(grammar=Grammar, slot=cython.int, code=cython.uint, length=cython.int)
    cdef void _feed(self, int k, int p0, int p1, int p2, int a, int b, double score, int e0, int e1, int e2) noexcept
    @cython.locals(grammar=Grammar, i=cython.int, j=cython.int, row=cython.int, code=cython.int)
    cdef void _pairs(self, int k, int lead, int trail, int a, int b, double score, int e0, int e1, int e2) noexcept
    @cython.locals(grammar=Grammar, i=cython.int, j=cython.int, m=cython.int, n=cython.int, lead=cython.int, first_two=cython.int, code=cython.int, whole=cython.int, second=cython.int, third=cython.int, fourth=cython.int, rare=cython.double)
    cdef void _sequences(self, int k, int length, int p0, int p1, int p2, int slot, int a, int b, double score, int e0, int e1, int e2) noexcept
    @cython.locals(document=Document, least=cython.double, value=cython.double, symbol=cython.uint, owed="unsigned long long")
    cdef void _emit(self, int k, int code, int a, int b, double score, int e0, int e1, int e2) noexcept
    @cython.locals(score=cython.double, document=Document, before=cython.int, kind=cython.int)
    cdef double _mark(self, unsigned int code, unsigned int symbol, unsigned int a, unsigned int b) noexcept
    @cython.locals(place=cython.int, mark=cython.double, listed=cython.double)
    cdef double _echoed(self, double value, unsigned int b, unsigned int symbol, int code) noexcept
    @cython.locals(node=cython.int, base=cython.int, count=cython.int, worst=cython.int, place=cython.int, s=cython.int)
    cdef void _keep(self, int p0, int p1, int p2, int a, int b, double score, int e0, int e1, int e2) noexcept
    @cython.locals(back=cython.int, at=cython.int)
    cdef void _merge(self, int place, int p0, int p1, int p2, int a, int b, double score, int e0, int e1, int e2) noexcept
    cdef void _put(self, int place, int p0, int p1, int p2, int a, int b, double score, int e0, int e1, int e2) noexcept
    @cython.locals(at=cython.int)
    cdef void _lose(self, int place, int e0, int e1, int e2, double score) noexcept
