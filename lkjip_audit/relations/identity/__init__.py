"""Numbers that identify: dates, years, document numbers, NIP."""
