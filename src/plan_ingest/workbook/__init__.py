"""The review pack: a workbook or a CSV out to an analyst, and back as answers."""
