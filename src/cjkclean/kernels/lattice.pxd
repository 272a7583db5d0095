cimport cython
from cjkclean.kernels.ngram cimport DocumentMemory, NGramTable

cdef int _EMPTY
cdef int _PENDING
cdef int _INSERTED
cdef int _DOUBLE_BYTE
cdef int _NOTHING
cdef unsigned int _UNDEFINED
cdef double _FAR
cdef unsigned int _NONE
cdef double _SURE
cdef int _SEPARATOR
cdef int _BEFORE
cdef int _CLOSING
cdef double _MISPLACED

cdef class Lattice:
    cdef public int nodes
    cdef public int arcs
    cdef public int capacity
    cdef int[::1] _first
    cdef int[::1] _target
    cdef double[::1] _cost
    cdef int[::1] _mode
    cdef int[::1] _literal
    cdef int[::1] _slots
    cdef unsigned short[::1] _demand
    cdef int _last
    @cython.locals(node=cython.int)
    cpdef void clear(self, int nodes) noexcept
    cdef void _open(self, int source) noexcept
    cpdef void seal(self) noexcept
    cpdef void demand(self, int node, int tag) noexcept
    @cython.locals(at=cython.int)
    cpdef void literal(self, int source, int target, double cost, int code) noexcept
    cpdef void insert(self, int source, int target, double cost, int code) noexcept
    @cython.locals(at=cython.int)
    cpdef void bytes(self, int source, int target, double cost, int mode, int s0, int s1, int s2, int s3) noexcept

cdef class Scratch:
    cdef public double[::1] score
    cdef public int[::1] back
    cdef public int[::1] arc
    cdef public int[::1] lost
    cdef public int[::1] state
    cdef public int[::1] out
    cdef public int[::1] count
    cdef public int[::1] path
    cdef public int[::1] on_path
    cdef public double[::1] copy
    cdef public double[::1] best
    cdef public int[::1] loser_back
    cdef public int[::1] loser_out
    cdef public double[::1] loser_score
    cdef public int[::1] loser_next

cdef class Search:
    cdef public int kind
    cdef const unsigned int[::1] single
    cdef const unsigned int[::1] double
    cdef const float[::1] prior
    cdef const unsigned short[::1] tags
    cdef public double tag_cost
    cdef NGramTable table
    cdef DocumentMemory memory
    cdef public int script
    cdef const unsigned int[::1] alias
    cdef float[::1] _lift
    cdef unsigned char[::1] _role
    cdef const float[::1] _logs
    cdef const float[::1] _sums
    cdef double _backoff
    cdef unsigned int _seen_a
    cdef unsigned int _seen_b
    cdef unsigned int _seen_one
    cdef unsigned int _seen_two
    cdef public int beam
    cdef public double window
    cdef int[::1] _members
    cdef int[::1] _sizes
    cdef double[::1] _score
    cdef int[::1] _back
    cdef int[::1] _arc
    cdef int[::1] _lost
    cdef int[::1] _state
    cdef int[::1] _out
    cdef int[::1] _count
    cdef int[::1] _path
    cdef int[::1] _on_path
    cdef double[::1] _copy
    cdef int _steps
    cdef double[::1] _best
    cdef public int losers
    cdef int _loser_room
    cdef int[::1] _loser_back
    cdef int[::1] _loser_out
    cdef double[::1] _loser_score
    cdef int[::1] _loser_next
    cdef int _final
    cdef Lattice _lattice
    cdef int _now_arc
    cdef int _now_back
    cdef int _now_target
    cdef int _now_slots
    cdef bint _now_copies
    cdef unsigned int _now_symbol

    @cython.locals(
        counts="unsigned int[::1]", char=Py_UCS4, symbol=Py_ssize_t, size=Py_ssize_t, expected=cython.double,
        often="unsigned int", more=cython.double,
    )
    cpdef void adapt(self, const unsigned int[::1] alias, str text, double weight)
    @cython.locals(beam=cython.int, last=cython.int, node=cython.int, arc=cython.int, place=cython.int, floor=cython.double, best=cython.double)
    cpdef bint run(self, Lattice lattice, int a, int b, double start)
    @cython.locals(lattice=Lattice, pending=cython.bint, mode=cython.int, score=cython.double, p0=cython.int, a=cython.int, b=cython.int, code=cython.int)
    cdef void _take(self, int arc, int place) noexcept
    @cython.locals(symbol=cython.uint, value=cython.double, total=cython.double, count=cython.uint, pair=cython.uint)
    cdef double _logp(self, unsigned long long a, unsigned long long b, unsigned int code) noexcept
    @cython.locals(distance=cython.double)
    cdef double _add(self, double x, double y) noexcept
    @cython.locals(slot=cython.int, code=cython.uint, length=cython.int)
    cdef void _feed(self, int k, int p0, int p1, int p2, int a, int b, double score, int e0, int e1, int e2) noexcept
    cdef int _length(self, int lead) noexcept
    cdef int _size(self, int slot) noexcept
    cdef int _member(self, int slot, int index) noexcept
    @cython.locals(i=cython.int, j=cython.int, row=cython.int, code=cython.int)
    cdef void _pairs(self, int k, int lead, int trail, int a, int b, double score, int e0, int e1, int e2) noexcept
    @cython.locals(i=cython.int, j=cython.int, m=cython.int, n=cython.int, lead=cython.int, first_two=cython.int, code=cython.int, second=cython.int, third=cython.int, fourth=cython.int)
    cdef void _sequences(self, int k, int length, int p0, int p1, int p2, int slot, int a, int b, double score, int e0, int e1, int e2) noexcept
    @cython.locals(target=cython.int, symbol=cython.uint, before=cython.int)
    cdef void _emit(self, int k, int code, int a, int b, double score, int e0, int e1, int e2) noexcept
    @cython.locals(node=cython.int, demand=cython.int, base=cython.int, count=cython.int, worst=cython.int, place=cython.int, s=cython.int)
    cdef void _keep(self, int p0, int p1, int p2, int a, int b, double score, int e0, int e1, int e2) noexcept
    @cython.locals(fits=cython.bint)
    cdef double _tag_cost(self, int demand, int code, bint copied) noexcept
    cdef int _out_at(self, int place, int index) noexcept
    cdef void _put(self, int place, int p0, int p1, int p2, int a, int b, double score, int e0, int e1, int e2) noexcept
    @cython.locals(at=cython.int)
    cdef void _lose(self, int place, int back, int e0, int e1, int e2, double score) noexcept
    @cython.locals(steps=cython.int, place=cython.int, node=cython.int, a=cython.int, b=cython.int, chosen=cython.int, arc=cython.int, code=cython.int, target=cython.int, score=cython.double, demand=cython.int)
    cdef void _trace(self, Lattice lattice) noexcept
    @cython.locals(code=cython.int, arc=cython.int)
    cdef bint _copies(self, int step) noexcept
    @cython.locals(index=cython.int, code=cython.int)
    cdef str _emitted(self, int place)
    cdef str _between(self, int first, int last)
    @cython.locals(step=cython.int, before=cython.int, after=cython.int, seen=cython.int, source=cython.int, behind=cython.int, target=cython.int, gain=cython.double)
    cpdef list runs(self)
    @cython.locals(last=cython.int, step=cython.int, place=cython.int, loser=cython.int, behind=cython.double)
    cdef list _rivals(self, int before, int after)
    @cython.locals(index=cython.int, code=cython.int, place=cython.int, joined=cython.int)
    cdef _variant(self, int loser, int step, int before, int after)
