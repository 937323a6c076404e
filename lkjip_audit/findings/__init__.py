"""Outcomes and diagnoses become what a person reads: findings, causes and coverage, with their sentences."""
