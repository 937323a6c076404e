"""Blank forms: the standard tables as a workbook to fill in, each figure typed once and the rest computed."""
