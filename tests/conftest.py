"""Fixtures that several modules share."""

from tests.batchtools import folder

__all__ = ["folder"]
