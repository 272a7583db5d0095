cimport cython

@cython.locals(operator=cython.uint, arity=int)
cdef int ids_end(const unsigned int[::1] source, int start, int index, int limit, int depth) noexcept

cdef class Dictionary:
    cdef const unsigned int[::1] infos
    cdef const unsigned short[::1] symbols
    cdef const unsigned char[::1] pairs
    cdef int shift
    cdef const unsigned int[::1] cells
    cdef unsigned int base
    cdef const unsigned short[::1] values
    cdef const unsigned char[::1] levels
    cdef const unsigned int[::1] offsets
    cdef const unsigned int[::1] pool

    @cython.locals(
        payload=cython.uint, phrase=cython.uint, special=cython.uint, hash_a=cython.uint, hash_b=cython.uint,
        infos="const unsigned int[::1]", symbols="const unsigned short[::1]", pairs="const unsigned char[::1]",
        cells="const unsigned int[::1]", values="const unsigned short[::1]", levels="const unsigned char[::1]",
        offsets="const unsigned int[::1]", pool="const unsigned int[::1]", shift=int, base=cython.uint,
        mask=cython.uint, known=cython.uint, known_symbols=cython.uint, n=int, seen=cython.uint, changed=cython.uint,
        after=int, following=cython.uint, position=int, code=cython.uint, info=cython.uint, pair=cython.uint, at=int,
        below=cython.uint, level=cython.uint, value=cython.uint, index=int, symbol=cython.uint, node=cython.uint,
        cell=cython.uint, found=cython.uint,
    )
    cpdef Py_ssize_t convert_even(
        self, const unsigned int[::1] source, int length, unsigned int[::1] target, int[::1] hits,
    )

    @cython.locals(
        payload=cython.uint, single=cython.uint, multi=cython.uint, phrase=cython.uint, ids=cython.uint, foreign=cython.uint,
        choice=cython.uint, special=cython.uint, hash_a=cython.uint, hash_b=cython.uint,
        infos="const unsigned int[::1]", symbols="const unsigned short[::1]", pairs="const unsigned char[::1]",
        cells="const unsigned int[::1]", values="const unsigned short[::1]",
        levels="const unsigned char[::1]", offsets="const unsigned int[::1]", pool="const unsigned int[::1]",
        shift=int, base=cython.uint, mask=cython.uint, known=cython.uint, known_symbols=cython.uint, position=int,
        out=int, segment=int, cut=int, n_cuts=int, n_units=int, changed=cython.uint, limit=int, code=cython.uint,
        info=cython.uint, hit=cython.uint, pair=cython.uint, value=cython.uint, level=cython.uint, index=int,
        node=cython.uint, below=cython.uint, symbol=cython.uint, cell=cython.uint, found=cython.uint, size=int, whole=bint, cutting=bint, start=int,
        end=int,
    )
    cpdef Py_ssize_t convert(
        self, const unsigned int[::1] source, int length, unsigned int[::1] target, const int[::1] limits, bint split,
        int[::1] cuts, int record, int[::1] units,
    )
