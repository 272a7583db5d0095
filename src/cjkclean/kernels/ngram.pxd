cimport cython

@cython.final
cdef class NGramTable:
    cdef const unsigned short[::1] index
    cdef const unsigned short[::1] leaves
    cdef const unsigned char[::1] costs
    cdef const float[::1] unigrams
    cdef const float[::1] backoffs
    cdef const float[::1] gains
    cdef const int[::1] raises
    cdef const unsigned int[::1] pairs
    cdef const unsigned short[::1] triples
    cdef Py_ssize_t column
    cdef unsigned long long pair_buckets
    cdef unsigned long long triple_buckets

    cpdef unsigned int symbol(self, unsigned int code) noexcept
    cpdef double cost(self, unsigned int code, int script) noexcept
    cdef inline unsigned int hash_pair(self, unsigned int b, unsigned int c) noexcept
    cdef inline unsigned int hash_triple(self, unsigned int hashed, unsigned int c) noexcept
    cdef Py_ssize_t pair_start(self, unsigned long long hashed) noexcept
    cdef Py_ssize_t triple_start(self, unsigned long long hashed) noexcept
    @cython.locals(found="unsigned int", entry="unsigned int", slot=Py_ssize_t)
    cdef unsigned int pair_in(self, Py_ssize_t start, unsigned int mark) noexcept
    @cython.locals(found="unsigned short", entry="unsigned short", slot=Py_ssize_t)
    cdef unsigned int triple_in(self, Py_ssize_t start, unsigned short mark) noexcept
    @cython.locals(hashed="unsigned int")
    cpdef unsigned int find_pair(self, unsigned long long b, unsigned long long c) noexcept
    @cython.locals(hashed="unsigned int")
    cpdef unsigned int find_triple(self, unsigned long long a, unsigned long long b, unsigned long long c) noexcept
    @cython.locals(pair="unsigned int", value=double)
    cpdef double logp(self, unsigned int a, unsigned int b, unsigned int c) noexcept
    @cython.locals(step=Py_ssize_t, touched="unsigned int", first_pair=Py_ssize_t, first_triple=Py_ssize_t, backoff="int", sum="long long", pair="unsigned int", triple="unsigned int", value="int", absent="int")
    cdef long long look_up(self, unsigned int *plan, Py_ssize_t count) noexcept
    @cython.locals(plan="unsigned int[324]", value="long long", costs="long long", fill=Py_ssize_t, column=Py_ssize_t, char=Py_UCS4, code="unsigned int", where=Py_ssize_t)
    cpdef double total(self, str text, Py_ssize_t start, Py_ssize_t end, int script) noexcept
    @cython.locals(plan="unsigned int[324]", fill=Py_ssize_t, last=Py_ssize_t, done=Py_ssize_t, column=Py_ssize_t, char=Py_UCS4, code="unsigned int", where=Py_ssize_t, step=Py_ssize_t)
    cpdef void each(self, str text, Py_ssize_t start, Py_ssize_t end, int script, float[::1] out) noexcept

@cython.final
cdef class DocumentMemory:
    cdef unsigned long long mask
    cdef Py_ssize_t limit
    cdef Py_ssize_t room
    cdef double strength
    cdef unsigned long long[::1] entries
    cdef unsigned int[::1] heads

    @cython.locals(key="unsigned long long", hashed="unsigned long long", slot=Py_ssize_t)
    cdef inline Py_ssize_t pair_slot(self, unsigned long long b, unsigned long long c) noexcept
    @cython.locals(key="unsigned long long", hashed="unsigned long long", slot=Py_ssize_t)
    cdef inline Py_ssize_t triple_slot(self, unsigned long long a, unsigned long long b, unsigned long long c) noexcept
    @cython.locals(kind="unsigned long long", b="unsigned long long", c="unsigned long long", entry="unsigned long long")
    cpdef unsigned int count(self, unsigned long long key) noexcept
    @cython.locals(a="unsigned long long", b="unsigned long long", c="unsigned long long", last=Py_ssize_t, slot=Py_ssize_t, char=Py_UCS4, code="unsigned int")
    cpdef void add(self, NGramTable table, str text, Py_ssize_t start, Py_ssize_t end) noexcept
    cdef inline void bump(self, Py_ssize_t slot, unsigned long long fresh, unsigned long long step) noexcept
    @cython.locals(value=double, seen=double, share=double, here=double)
    cpdef double logp(self, NGramTable table, unsigned long long a, unsigned long long b, unsigned long long c) noexcept
