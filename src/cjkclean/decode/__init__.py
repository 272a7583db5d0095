"""Bytes to text."""

from cjkclean.decode.api import Detection, decode, detect_encoding
from cjkclean.decode.result import ByteFinding, Decoded, Run

__all__ = ["ByteFinding", "Decoded", "Detection", "Run", "decode", "detect_encoding"]
