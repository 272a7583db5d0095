cimport cython
from cjkclean.kernels.lattice cimport Lattice

cdef int _EMPTY
cdef int _PENDING
cdef unsigned int _QUESTION
cdef unsigned int _OPEN
cdef unsigned int _REPLACEMENT
cdef unsigned int _EURO
cdef unsigned int _LISTING
cdef unsigned int _COLON
cdef int _ECHOES
cdef int _ANY_LEAD
cdef int _MARK_LEAD
cdef double _WIDE_MARK
cdef double _WIDE_LETTER
cdef double _MARK_EATEN
cdef double _ANY_DIGIT
cdef double _BRACKET_EATEN
cdef double _BLANK_EATEN
cdef int _UNKNOWN_DIGIT

@cython.locals(toned=cython.int, at=Py_ssize_t, code=cython.uint)
cpdef Py_ssize_t is_reading(str text, Py_ssize_t start, Py_ssize_t end)

@cython.locals(
    found=list, end=Py_ssize_t, skip=Py_ssize_t, at=Py_ssize_t, before=cython.uint, last=cython.uint, char=Py_UCS4,
    code=cython.uint, close=Py_ssize_t,
)
cpdef list triggers(str text)

cdef bint _ends_phrase(unsigned int code) noexcept

@cython.locals(han=cython.int, kana=cython.int, at=Py_ssize_t, code=cython.uint)
cpdef bint is_chinese(str text, Py_ssize_t start, Py_ssize_t end)

@cython.locals(more=Py_ssize_t, wide=cython.bint, last=cython.uint, char=Py_UCS4, code=cython.uint)
cpdef tuple folded(str text)

@cython.locals(first=Py_ssize_t, second=Py_ssize_t, char=Py_UCS4, code=cython.uint)
cpdef tuple kinds(str text, const unsigned char[::1] flags)

@cython.locals(found=set, char=Py_UCS4, code=cython.uint)
cpdef set members(str text, const unsigned char[::1] flags, int flag)

@cython.locals(
    nodes=cython.int, trail=cython.int, at=Py_ssize_t, node=cython.int, code=cython.uint, close=Py_ssize_t, known=tuple,
)
cpdef void lay(
    Lattice lattice, int[::1] places, str text, Py_ssize_t start, Py_ssize_t end, const unsigned int[::1] encode,
    const unsigned char[::1] marks, double opening, dict debris, double line_break, double lost,
)

@cython.locals(pair=cython.int, high=cython.int, low=cython.int)
cdef int _character(Lattice lattice, int node, unsigned int code, const unsigned int[::1] encode, double lost) noexcept

@cython.locals(cost=cython.double)
cdef void _wide(Lattice lattice, int source, int target, unsigned int code) noexcept

@cython.locals(target=cython.int, low=cython.int)
cdef void _opening(Lattice lattice, int node, unsigned int mark, double cost) noexcept

@cython.locals(low=cython.int)
cdef void _eaten(Lattice lattice, int inside, int behind, double line_break) noexcept

cdef bint _is_mark(unsigned int code, const unsigned char[::1] marks) noexcept

@cython.locals(
    inside=cython.int, behind=cython.int, code=cython.uint, close=Py_ssize_t, known=tuple, seconds=bytes,
    target=cython.int, byte=cython.uchar, before_mark=cython.bint, following=cython.uint, place=cython.int,
)
cdef void _hole(
    Lattice lattice, int node, str text, Py_ssize_t at, Py_ssize_t start, Py_ssize_t end, int trail,
    const unsigned char[::1] marks, double opening, dict debris, double line_break,
)
