cimport cython
from cjkclean.kernels.lattice cimport Lattice

cdef int _EMPTY
cdef int _PENDING
cdef unsigned int _QUESTION
cdef unsigned int _OPEN
cdef unsigned int _REPLACEMENT
cdef unsigned int _EURO
cdef int _ANY_LEAD
cdef int _MARK_LEAD
cdef double _WIDE_MARK
cdef double _WIDE_LETTER
cdef double _NOT_EATEN
cdef double _BRACKET_EATEN

@cython.locals(toned=cython.int, at=Py_ssize_t, code=cython.uint)
cpdef Py_ssize_t is_reading(str text, Py_ssize_t start, Py_ssize_t end)

@cython.locals(
    nodes=cython.int, trail=cython.int, at=Py_ssize_t, node=cython.int, code=cython.uint, close=Py_ssize_t, known=tuple,
)
cpdef void lay(
    Lattice lattice, int[::1] places, str text, Py_ssize_t start, Py_ssize_t end, const unsigned int[::1] encode,
    const unsigned char[::1] marks, double opening, dict debris, double lost,
)

@cython.locals(pair=cython.int, high=cython.int, low=cython.int)
cdef int _character(Lattice lattice, int node, unsigned int code, const unsigned int[::1] encode, double lost) noexcept

@cython.locals(cost=cython.double)
cdef void _wide(Lattice lattice, int source, int target, unsigned int code) noexcept

@cython.locals(target=cython.int, low=cython.int)
cdef void _opening(Lattice lattice, int node, unsigned int mark, double cost) noexcept

@cython.locals(low=cython.int)
cdef void _eaten(Lattice lattice, int inside, int behind) noexcept

cdef bint _is_mark(unsigned int code, const unsigned char[::1] marks) noexcept

@cython.locals(
    inside=cython.int, behind=cython.int, code=cython.uint, close=Py_ssize_t, known=tuple, seconds=bytes,
    target=cython.int, byte=cython.uchar, before_mark=cython.bint, following=cython.uint, blank=cython.bint,
)
cdef void _hole(
    Lattice lattice, int node, str text, Py_ssize_t at, Py_ssize_t start, Py_ssize_t end, int trail,
    const unsigned char[::1] marks, double opening, dict debris,
)
