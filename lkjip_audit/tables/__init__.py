"""Blocks of cells become tables: kind, columns by role, rows by kind."""
