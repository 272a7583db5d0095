"""The command line."""


def main() -> None:
    """Run the `cjkclean` command."""
    raise SystemExit("cjkclean: the command line is not installed")
