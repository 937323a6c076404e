"""Counts of people and their shares."""
