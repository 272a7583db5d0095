cimport cython

cdef unsigned int STRIDE, BAD, SINGLE, LEAD, LEAD3, LEAD4, NONE, FOUR, LONG, WRONG, ENTER, CUT
