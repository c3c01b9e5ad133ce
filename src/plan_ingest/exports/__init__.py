"""Files out: the table of exports."""
