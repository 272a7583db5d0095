"""What every line of a text is."""

from __future__ import annotations

from cjkclean.profile import profile
from cjkclean.step import LineLabel
from cjkclean.strip.chrome import StripChrome
from cjkclean.strip.page import page
from cjkclean.strip.spam import StripSpam
from cjkclean.strip.watermarks import StripWatermarks

__all__ = ["classify_lines"]


def classify_lines(text: str) -> tuple[LineLabel, ...]:
    """Label every non-blank line of a text as content, chrome, spam or watermark.

    Args:
        text: plain text, one block a line, as a crawler stores a page.

    Returns:
        One label a line, in order, with its probability and the reasons when it is not content. Offsets count code
        points; they cover the visible part of the line.

    >>> [(label.label, label.start) for label in classify_lines("春天来了。\\n河边的柳树发芽了。")]
    [('content', 0), ('content', 6)]
    """
    source = page(text)
    spans = [(source.starts[number], source.ends[number]) for number in range(source.count)]
    labels = {start: LineLabel(start, end, "content", 1.0) for start, end in spans}
    found = profile(text)
    for step in (StripChrome(), StripWatermarks(), StripSpam()):
        for label in step.propose(text, found).lines:
            if label.label != "content" or labels[label.start].label == "content":
                labels[label.start] = label
    return tuple(labels[start] for start in sorted(labels))
