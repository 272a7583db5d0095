"""Text that was written in one encoding and read in another."""
