"""Fixtures that several modules share, and how Hypothesis runs: without deadlines, since no test is about time."""

from hypothesis import settings

from tests.batchtools import folder

__all__ = ["folder"]

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
