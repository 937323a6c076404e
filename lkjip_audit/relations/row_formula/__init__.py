"""Columns that are computed from other columns of their row."""
