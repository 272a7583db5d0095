"""Bytes to text."""

from cjkclean.decode.api import Decoded, decode

__all__ = ["Decoded", "decode"]
