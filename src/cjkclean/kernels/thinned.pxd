cimport cython
from cjkclean.kernels cimport document as documents
from cjkclean.kernels cimport leftovers
from cjkclean.kernels cimport successors as lists
from cjkclean.kernels.leftovers cimport Leftovers
from cjkclean.kernels.ngram cimport DocumentMemory, NGramTable
from cjkclean.kernels.successors cimport Successors

cdef int _PLACES
cdef int _RIVALS
cdef int _KEPT
cdef int _FINE
cdef double _UNLIKELY
cdef double _IMPROBABLE
cdef double _NEGLIGIBLE
cdef double _RARE
cdef int _FEW
cdef int _NOTHING

@cython.final
cdef class Thinned:
    cdef NGramTable table
    cdef readonly Leftovers left
    cdef const float[::1] prior
    cdef int[::1] lost
    cdef readonly int[::1] codes
    cdef readonly double[::1] shares
    cdef double[::1] unigrams
    cdef double[::1] backoffs
    cdef double[::1] steps
    cdef double[::1] gains
    cdef int[::1] _wide_code
    cdef int[::1] _wide_symbol
    cdef double[::1] _wide_emit
    cdef double[::1] _wide_value
    cdef unsigned short[::1] _wide_pair
    cdef int _wide
    cdef int _script
    cdef int[::1] _open_count
    cdef int[::1] _open_code
    cdef Successors _followers
    cdef int _choices
    cdef int[::1] _where
    cdef int[::1] _size
    cdef int[::1] _code
    cdef int[::1] _symbol
    cdef double[::1] _emit
    cdef double[::1] _past
    cdef double[::1] _ahead
    cdef unsigned short[::1] _pair
    cdef int[::1] _fine
    cdef int[::1] _chosen
    cdef double[::1] _alpha
    cdef double[::1] _beta
    cdef double[::1] _triple

    @cython.locals(place=cython.int, at=Py_ssize_t, last=cython.int, known=cython.int, char=Py_UCS4)
    cpdef Py_ssize_t read(self, str text, Py_ssize_t start, Py_ssize_t end, int script, DocumentMemory memory, str before, str after)
    @cython.locals(at=cython.int)
    cdef void _put_one(self, int place, int code) noexcept
    @cython.locals(i=cython.int)
    cdef void _candidates(self, int lead, int seen, int script) noexcept
    @cython.locals(i=cython.int, j=cython.int, k=cython.int, other=cython.int, code=cython.int)
    cdef void _open(self, int group, int script) noexcept
    @cython.locals(symbol=cython.int, emit=cython.double, at=cython.int)
    cdef void _add(self, int code, int script, bint is_made) noexcept
    @cython.locals(before=cython.int, size=cython.int, base=cython.double, i=cython.int, k=cython.int)
    cdef void _forward(self, int place) noexcept
    @cython.locals(followers=Successors, i=cython.int, at=cython.int, entry=cython.int, k=cython.int)
    cdef void _follow(self, int before, int size, int group) noexcept
    @cython.locals(share=cython.double)
    cdef inline void _meet(self, int before, int i, int k, unsigned int pair) noexcept
    @cython.locals(at=cython.int, best=cython.double, floor=cython.double, count=cython.int, k=cython.int, i=cython.int, value=cython.double)
    cdef void _keep(self, int place, int size) noexcept
    @cython.locals(floor=cython.double, count=cython.int, k=cython.int)
    cdef double _floor(self, double best) noexcept
    @cython.locals(place=cython.int, k=cython.int, at=cython.int, best=cython.double, i=cython.int, count=cython.int, floor=cython.double, most=cython.double, chosen=cython.int)
    cdef void _backward(self, int last) noexcept
    @cython.locals(at=cython.int, after=cython.int, rest=cython.double, k=cython.int, best=cython.double, i=cython.int, backoff=cython.double, value=cython.double, pair=cython.uint, share=cython.double)
    cdef void _behind(self, int place) noexcept
    @cython.locals(place=cython.int, best=cython.double, x=cython.int, y=cython.int, z=cython.int, value=cython.double, share=cython.double, past=cython.double, scale=cython.double)
    cdef void _triples(self, int last, DocumentMemory memory) noexcept
    @cython.locals(i=cython.int, j=cython.int, k=cython.int, a="unsigned long long", b="unsigned long long", c="unsigned long long", pair=cython.uint, context=cython.uint, value=cython.double, seen=cython.double)
    cdef double _share(self, int place, int x, int y, int z, DocumentMemory memory) noexcept
    @cython.locals(place=cython.int, best=cython.double, x=cython.int, y=cython.int, z=cython.int, value=cython.double, share=cython.double)
    cdef void _report(self, int last) noexcept
    @cython.locals(at=cython.int, rank=cython.int, total=cython.double, z=cython.int, y=cython.int, value=cython.double, here=cython.int)
    cdef void _rank(self, int place) noexcept
