"""The working workbook gap-matrix.xlsx, a module for each kind of sheet."""

from plan_ingest.exports.gap_matrix.book import render

__all__ = ["render"]
