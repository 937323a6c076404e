"""Cells that a reader sees otherwise than a sum does."""
