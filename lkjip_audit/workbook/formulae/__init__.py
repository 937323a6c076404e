"""The formulas of a sheet: read, and computed where a file holds no result."""
