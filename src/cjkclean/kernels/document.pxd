cimport cython
from cjkclean.kernels.ngram cimport DocumentMemory, NGramTable

cdef unsigned int _MOST
cdef double _SURE
cdef unsigned int _SYMBOLS
cdef int _SEPARATOR
cdef int _BEFORE
cdef int _CLOSING

cpdef double frequency(NGramTable table, unsigned int code) noexcept

@cython.final
cdef class Document:
    cdef NGramTable table
    cdef DocumentMemory memory
    cdef public int script
    cdef public unsigned int symbol
    cdef public double weight
    cdef const unsigned int[::1] _alias
    cdef unsigned int[::1] _often
    cdef Py_ssize_t _size
    cdef unsigned char[::1] _role
    cdef const float[::1] _logs
    cdef const float[::1] _sums
    cdef unsigned int _seen_a
    cdef unsigned int _seen_b
    cdef double _backoff
    cdef bint _stored
    cdef unsigned int _seen_one
    cdef unsigned int _seen_two

    @cython.locals(char=Py_UCS4)
    cpdef void adapt(self, const unsigned int[::1] alias, str text, double weight)
    cpdef void learn(self, str text)
    @cython.locals(often="unsigned int", expected=cython.double)
    cpdef double lift(self, unsigned int symbol) noexcept
    cdef int role(self, unsigned int symbol) noexcept
    cdef unsigned int observed(self, unsigned int code) noexcept
    @cython.locals(pair="unsigned int")
    cdef void after(self, unsigned long long a, unsigned long long b) noexcept
    @cython.locals(symbol="unsigned int", pair="unsigned int", value=cython.double)
    cpdef double logp(self, unsigned long long a, unsigned long long b, unsigned int code) noexcept
    @cython.locals(total=cython.double, count="unsigned int")
    cdef double _remembered(self, double value, unsigned long long a, unsigned long long b, unsigned long long symbol) noexcept
    @cython.locals(distance=cython.double)
    cdef double add(self, double x, double y) noexcept
