"""What a style says of text that no reader is to see, as patterns for those who read styles."""

SWITCHED_OFF = r"display\s*:\s*none|visibility\s*:\s*hidden"
"""Not shown; in documents scripts may switch it on."""
OFF_SCREEN = r"(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}"
"""Moved out of the screen by hundreds of units."""
