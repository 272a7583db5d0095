"""Fixtures that several modules share, and how Hypothesis runs: without deadlines, since no test is about time, and with
the same examples each time (`--hypothesis-seed=N` for others), so that one state of the code passes or does not."""

from hypothesis import settings

from tests.batchtools import folder

__all__ = ["folder"]

settings.register_profile("untimed", deadline=None, derandomize=True)
settings.load_profile("untimed")
