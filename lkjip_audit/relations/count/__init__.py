"""How many there are of what is listed."""
