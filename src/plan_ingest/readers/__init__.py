"""Files in: the table of formats."""
