cimport cython

@cython.locals(at=Py_ssize_t, char=Py_UCS4, before=int, now=int, candidate=str, found=list)
cpdef list find_words(str text, const unsigned char[::1] heads, dict words)
