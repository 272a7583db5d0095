cimport cython

@cython.locals(operator=cython.uint, arity=int)
cdef int ids_end(const unsigned int[::1] source, int start, int index, int limit, int depth) noexcept

@cython.locals(
    payload=cython.uint, single=cython.uint, multi=cython.uint, phrase=cython.uint, foreign=cython.uint, choice=cython.uint,
    actions=cython.uint, hash_a=cython.uint, hash_b=cython.uint, known=cython.uint, position=int, out=int, segment=int,
    cut=int, n_cuts=int, n_units=int, changed=int, limit=int, code=cython.uint, info=cython.ulonglong, size=int,
    value=cython.uint, pair=cython.uint, mask=cython.uint, level=cython.uint, node=cython.uint, below=cython.uint, symbol=cython.uint,
    cell=cython.ulonglong, index=int, new=cython.uint, whole=bint, start=int, end=int,
)
cpdef int convert_run(
    const unsigned int[::1] source, int length, const int[::1] limits, const unsigned long long[::1] infos,
    const unsigned char[::1] pairs, int shift, const unsigned long long[::1] cells, unsigned int base,
    const unsigned int[::1] offsets, const unsigned int[::1] pool, bint split, int record, unsigned int[::1] target,
    int[::1] cuts, int[::1] units, int[::1] counts,
)
