cimport cython

@cython.locals(operator=cython.uint, arity=int)
cdef int ids_end(const int[::1] source, int start, int index, int limit, int depth) noexcept

@cython.final
cdef class Run:
    cdef const int[::1] source
    cdef int length
    cdef const int[::1] limits
    cdef int[::1] buffer
    cdef int[::1] target
    cdef readonly int matches
    cdef readonly int out_length
    cdef int[::1] units
    cdef readonly int written

    @cython.locals(at=int)
    cdef void unit(self, int start, int end, int out, int out_end, int size) noexcept

@cython.final
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

    @cython.locals(changed=int)
    cpdef int convert(self, Run run)

    @cython.locals(
        payload=cython.uint, word=cython.uint, hash_a=cython.uint, hash_b=cython.uint,
        infos="const unsigned int[::1]", pairs="const unsigned char[::1]", source="const int[::1]",
        buffer="int[::1]", shift=int, known=cython.uint, n=Py_ssize_t, first=Py_ssize_t,
        seen=cython.uint, before=cython.uint, position=Py_ssize_t, code=cython.uint, info=cython.uint, pair=cython.uint,
    )
    cdef int by_character(self, Run run) noexcept

    @cython.locals(
        offsets="const unsigned int[::1]", pool="const unsigned int[::1]", source="const int[::1]",
        buffer="int[::1]", limits="const int[::1]", length=int, limit=int, after=int,
        segment=int, uneven=int, growth=int, n=int, hit=int, position=int, found=Py_ssize_t, value=int, first=int,
        size=int, index=int,
    )
    cdef int by_key(self, Run run, unsigned int changed) noexcept

    @cython.locals(
        multi=cython.uint, phrase=cython.uint, ids=cython.uint, foreign=cython.uint, segment=cython.uint,
        code=cython.uint, info=cython.uint, found=Py_ssize_t, end=Py_ssize_t,
    )
    cdef inline Py_ssize_t match(self, Run run, Py_ssize_t position, int limit) noexcept

    @cython.locals(
        known=cython.uint, below=cython.uint, found=Py_ssize_t, index=Py_ssize_t, code=cython.uint, symbol=cython.uint,
        node=cython.uint, cell=cython.uint,
    )
    cdef inline Py_ssize_t longest(self, Run run, Py_ssize_t position, int limit) noexcept

    @cython.locals(
        single=cython.uint, phrase=cython.uint, longest="long long", found=list, position=int, code=cython.uint,
        info=cython.uint, end=Py_ssize_t,
    )
    cdef list keys(self, Run run)

    @cython.locals(word="long long", longest="long long", key="long long", start=Py_ssize_t, end=Py_ssize_t, at=Py_ssize_t)
    cpdef void cover(self, Run run, bytearray taken)

    @cython.locals(
        offsets="const unsigned int[::1]", pool="const unsigned int[::1]", buffer="int[::1]", length=int,
        at=int, out=int, match=int, value=int, first=int, start=int, end=int, index=int,
    )
    cpdef void splice(self, Run run, int[::1] target) noexcept

    @cython.locals(
        offsets="const unsigned int[::1]", levels="const unsigned char[::1]", buffer="int[::1]", limits="const int[::1]",
        length=int, n=int, segment=int, shift=int, last=int, limit=int, matches=int, match=int, start=int, end=int, value=int,
        whole=bint,
    )
    cpdef int cut(self, Run run, bint split, int[::1] cuts) noexcept

    @cython.locals(at=int, out=int, match=int, start=int, end=int, value=int, size=int, index=int, shifted=int)
    cpdef void record(self, Run run, bint keys, int[::1] units) noexcept

    @cython.locals(payload=cython.uint, single=cython.uint, choice=cython.uint, wanted=cython.uint, known=cython.uint,
        code=cython.uint, shift=int, index=int)
    cdef void record_characters(self, Run run, int at, int end, int out, bint keys) noexcept

@cython.locals(found=list, at=Py_ssize_t)
cpdef list borders(bytearray taken)
