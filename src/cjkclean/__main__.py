"""`python -m cjkclean`: the same as the `cjkclean` command."""

import sys

from cjkclean.cli import main

if __name__ == "__main__":
    sys.exit(main())
