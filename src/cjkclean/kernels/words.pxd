cimport cython

@cython.locals(n=Py_ssize_t, i=Py_ssize_t, before=int, now=int, candidate=str, found=list)
cpdef list find_words(str text, const unsigned char[::1] heads, dict words)
