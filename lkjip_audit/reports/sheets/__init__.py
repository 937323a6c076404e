"""How the sheets that we write look."""
