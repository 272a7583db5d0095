cimport cython

@cython.locals(pair="unsigned int", point="unsigned int")
cpdef void pair_costs(const unsigned int[::1] pairs, const unsigned char[::1] points, unsigned char[::1] out, Py_ssize_t base) noexcept

@cython.locals(at=Py_ssize_t)
cpdef Py_ssize_t reach(const unsigned char[::1] raw, Py_ssize_t start, Py_ssize_t end, Py_ssize_t high) noexcept

@cython.locals(at=Py_ssize_t)
cpdef Py_ssize_t anchor(const unsigned char[::1] raw, Py_ssize_t start, Py_ssize_t end) noexcept

cdef unsigned int letter(
    const unsigned char[::1] raw, Py_ssize_t at, Py_ssize_t end, const unsigned char[::1] tables, Py_ssize_t base
) noexcept

@cython.locals(byte="unsigned int", kind="unsigned int", price="unsigned int")
cdef unsigned int character(
    const unsigned char[::1] raw, Py_ssize_t at, Py_ssize_t end, const unsigned char[::1] tables, Py_ssize_t base
) noexcept

@cython.locals(
    total="long long", chars="long long", wrong="long long", previous="unsigned int", at=Py_ssize_t,
    byte="unsigned int", kind="unsigned int", step=Py_ssize_t, price="unsigned int", pair="unsigned int",
    last="unsigned int", lately="unsigned int", alone="unsigned int", packed="unsigned int"
)
cpdef long long cost(
    const unsigned char[::1] raw, Py_ssize_t start, Py_ssize_t end, const unsigned char[::1] tables, Py_ssize_t base,
    const unsigned char[::1] after, long long[::1] tally, Py_ssize_t slot
) noexcept

@cython.locals(at=Py_ssize_t)
cpdef void ladder(
    const unsigned char[::1] raw, Py_ssize_t start, Py_ssize_t end, const unsigned char[::1] tables, Py_ssize_t count,
    const unsigned char[::1] points, const unsigned char[::1] after, long long[::1] totals, long long[::1] tally
) noexcept

@cython.locals(
    first=Py_ssize_t, second=Py_ssize_t, a=Py_ssize_t, b=Py_ssize_t, price="unsigned char"
)
cpdef void byte_table(
    const unsigned short[::1] symbols, const unsigned char[::1] pairs, Py_ssize_t size, unsigned char[::1] out,
    Py_ssize_t base
) noexcept

@cython.locals(total="long long", previous="unsigned int", at=Py_ssize_t, byte="unsigned int")
cpdef long long single_cost(
    const unsigned char[::1] raw, Py_ssize_t start, Py_ssize_t end, const unsigned char[::1] table, Py_ssize_t base
) noexcept

@cython.locals(
    total="long long", chars="long long", wrong="long long", previous="int", at=Py_ssize_t,
    byte="int", size=Py_ssize_t, step=Py_ssize_t, price="unsigned int"
)
cpdef long long utf8_cost(
    const unsigned char[::1] raw, Py_ssize_t start, Py_ssize_t end, const unsigned char[::1] points,
    const unsigned char[::1] after, long long[::1] tally, Py_ssize_t slot
) noexcept

@cython.locals(
    total="long long", previous="unsigned int", char=Py_UCS4, point="unsigned int", price="unsigned int"
)
cpdef long long text_cost(str text, const unsigned char[::1] points, const unsigned char[::1] after) noexcept

@cython.locals(begin=Py_ssize_t, end=Py_ssize_t)
cpdef Py_ssize_t strange(
    const unsigned char[::1] raw, const unsigned char[::1] tables, Py_ssize_t base, Py_ssize_t rival,
    const unsigned char[::1] points, const unsigned char[::1] after, long long[::1] tally
) noexcept

@cython.locals(
    line="long long", excess="long long", high=Py_ssize_t, singles=Py_ssize_t, step=Py_ssize_t,
    previous="unsigned int", at=Py_ssize_t, byte="unsigned int", pair="unsigned int", packed="unsigned int", price="int"
)
cdef bint dear(
    const unsigned char[::1] raw, Py_ssize_t start, Py_ssize_t end, const unsigned char[::1] tables, Py_ssize_t base,
    const unsigned char[::1] after, long long[::1] tally
) noexcept

@cython.locals(at=Py_ssize_t, packed="unsigned int")
cdef bint fits(
    const unsigned char[::1] raw, Py_ssize_t start, Py_ssize_t end, const unsigned char[::1] tables, Py_ssize_t base
) noexcept

@cython.locals(end=Py_ssize_t, price="long long", high=Py_ssize_t)
cdef bint foreign(
    const unsigned char[::1] raw, Py_ssize_t start, const unsigned char[::1] tables, Py_ssize_t base,
    Py_ssize_t rival, const unsigned char[::1] points, const unsigned char[::1] after, long long[::1] tally
) noexcept

@cython.locals(
    size=Py_ssize_t, back=Py_ssize_t, place=Py_ssize_t, at=Py_ssize_t, byte="unsigned int", packed="unsigned int",
    price="long long", step=Py_ssize_t, least="long long"
)
cpdef void align(
    const unsigned char[::1] raw, Py_ssize_t start, Py_ssize_t end, const unsigned char[::1] tables, Py_ssize_t base,
    const unsigned char[::1] after, long long[::1] best, unsigned char[::1] steps
) noexcept

@cython.locals(total=Py_ssize_t, previous="unsigned int", at=Py_ssize_t, byte="unsigned int")
cpdef Py_ssize_t charged(const unsigned char[::1] raw, Py_ssize_t start, Py_ssize_t end) noexcept

@cython.locals(
    total="long long", previous="unsigned int", at=Py_ssize_t, byte="unsigned int", price="unsigned int"
)
cpdef long long ascii_cost(
    const unsigned char[::1] raw, Py_ssize_t start, Py_ssize_t end, const unsigned char[::1] table, Py_ssize_t base
) noexcept
