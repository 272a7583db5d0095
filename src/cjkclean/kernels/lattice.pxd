cimport cython

cdef int _EMPTY
cdef int _ANYWHERE
cdef int _INSERTED
cdef int _NOTHING
cdef int _HOPELESS
cdef int _MANY
cdef int _ECHOES

@cython.final
cdef class Grammar:
    cdef public int kind
    cdef const unsigned int[::1] single
    cdef const unsigned int[::1] double
    cdef const float[::1] prior
    cdef const unsigned short[::1] tags
    cdef public double tag_cost
    cdef public int blank
    cdef int[::1] members
    cdef int[::1] sizes

    cdef int size(self, int slot) noexcept
    cdef int member(self, int slot, int index) noexcept
    cdef bint is_hopeless(self, int first, int second) noexcept
    cdef bint is_open(self, int first, int second) noexcept
    cdef bint continues(self, int slot) noexcept
    cdef int length(self, int lead) noexcept
    cdef bint allows(self, int length, int code) noexcept
    @cython.locals(fits=cython.bint)
    cdef double misfit(self, int demand, int code, bint copied) noexcept

@cython.final
cdef class Lattice:
    cdef public int nodes
    cdef public int arcs
    cdef public int capacity
    cdef int[::1] first
    cdef int[::1] target
    cdef double[::1] cost
    cdef int[::1] mode
    cdef int[::1] code
    cdef int[::1] slots
    cdef unsigned short[::1] demands
    cdef int[::1] echoes
    cdef int _last
    @cython.locals(node=cython.int)
    cpdef void clear(self, int nodes) noexcept
    cdef void _open(self, int source) noexcept
    cpdef void seal(self) noexcept
    cpdef void demand(self, int node, int tag) noexcept
    cpdef void echo(self, int node, int place, int code) noexcept
    @cython.locals(at=cython.int)
    cdef int _arc(self, int source, int target, double cost, int mode, int code) noexcept
    @cython.locals(at=cython.int)
    cpdef void literal(self, int source, int target, double cost, int code) noexcept
    @cython.locals(at=cython.int)
    cpdef void insert(self, int source, int target, double cost, int code, int like) noexcept
    @cython.locals(at=cython.int)
    cpdef void bytes(self, int source, int target, double cost, int mode, int s0, int s1, int s2, int s3) noexcept
