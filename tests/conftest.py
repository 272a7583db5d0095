"""Fixtures that several modules share, and how Hypothesis runs.

Without deadlines, since no test is about time; and with the same examples each time, so that one state of the code
passes or does not.
"""

from hypothesis import settings

from tests.batchtools import folder

__all__ = ["folder"]

settings.register_profile("untimed", deadline=None, derandomize=True)
settings.load_profile("untimed")
