"""Outcomes become causes: the fewest cells that, put right, make everything hold, and how each came about."""
