"""Training and evaluation of the line model of `cjkclean.strip`."""
