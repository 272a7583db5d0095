cimport cython

@cython.final
cdef class NGramTable:
    cdef const unsigned short[::1] index
    cdef const unsigned short[::1] leaves
    cdef const unsigned char[::1] costs
    cdef const float[::1] unigrams
    cdef const float[::1] backoffs
    cdef const float[::1] gains
    cdef const unsigned int[::1] pairs
    cdef const unsigned short[::1] triples
    cdef Py_ssize_t column
    cdef unsigned long long pair_buckets
    cdef unsigned long long triple_buckets

    cpdef unsigned int symbol(self, unsigned int code) noexcept
    cpdef double cost(self, unsigned int code, int script) noexcept
    cdef Py_ssize_t pair_start(self, unsigned long long b, unsigned long long c) noexcept
    @cython.locals(mark="unsigned int", found="unsigned int", entry="unsigned int", slot=Py_ssize_t)
    cdef unsigned int pair_in(self, Py_ssize_t start, unsigned long long b, unsigned long long c) noexcept
    @cython.locals(hashed="unsigned long long")
    cdef unsigned long long hash_triple(self, unsigned long long a, unsigned long long b, unsigned long long c) noexcept
    @cython.locals(found="unsigned short", entry="unsigned short", slot=Py_ssize_t)
    cdef unsigned int triple_in(self, Py_ssize_t start, unsigned short mark) noexcept
    cpdef unsigned int find_pair(self, unsigned long long b, unsigned long long c) noexcept
    @cython.locals(hashed="unsigned long long")
    cpdef unsigned int find_triple(self, unsigned long long a, unsigned long long b, unsigned long long c) noexcept
    @cython.locals(pair="unsigned int", value=double)
    cpdef double logp(self, unsigned int a, unsigned int b, unsigned int c) noexcept
    @cython.locals(touched="unsigned int", fill=Py_ssize_t, place=Py_ssize_t, char=Py_UCS4, code="unsigned int", where=Py_ssize_t, c="unsigned long long", hashed="unsigned long long", first_pair=Py_ssize_t, first_triple=Py_ssize_t)
    cdef void prepare(self, str text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t column, unsigned long long a, unsigned long long b, unsigned int[::1] plan) noexcept
    @cython.locals(plan="unsigned int[::1]", value=double, steps="unsigned long long", a="unsigned int", b="unsigned int", block=Py_ssize_t, stop=Py_ssize_t, step=Py_ssize_t, pair="unsigned int")
    cpdef double total(self, str text, Py_ssize_t start, Py_ssize_t end, int script) noexcept
    @cython.locals(plan="unsigned int[::1]", value=double, backoff=double, a="unsigned int", b="unsigned int", block=Py_ssize_t, stop=Py_ssize_t, step=Py_ssize_t, fill=Py_ssize_t, pair="unsigned int")
    cpdef void each(self, str text, Py_ssize_t start, Py_ssize_t end, int script, float[::1] out) noexcept

@cython.final
cdef class DocumentMemory:
    cdef unsigned long long mask
    cdef Py_ssize_t limit
    cdef Py_ssize_t used
    cdef double strength
    cdef unsigned long long[::1] keys
    cdef unsigned int[::1] counts

    @cython.locals(hashed="unsigned long long")
    cdef unsigned long long place(self, unsigned long long key) noexcept
    @cython.locals(slot="unsigned long long")
    cpdef void bump(self, unsigned long long key) noexcept
    @cython.locals(slot="unsigned long long")
    cpdef unsigned int count(self, unsigned long long key) noexcept
    @cython.locals(a="unsigned long long", b="unsigned long long", c="unsigned long long", place=Py_ssize_t, char=Py_UCS4)
    cpdef void add(self, NGramTable table, str text, Py_ssize_t start, Py_ssize_t end) noexcept
    @cython.locals(value=double, seen=double, share=double)
    cpdef double logp(self, NGramTable table, unsigned long long a, unsigned long long b, unsigned long long c) noexcept
