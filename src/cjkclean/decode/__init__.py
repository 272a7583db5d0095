"""Bytes to text."""

from cjkclean.decode.api import Detection, decode, detect_encoding
from cjkclean.decode.result import ByteFinding, Decoded, Run
from cjkclean.decode.stream import StreamDecoder, decode_stream

__all__ = ["ByteFinding", "Decoded", "Detection", "Run", "StreamDecoder", "decode", "decode_stream", "detect_encoding"]
