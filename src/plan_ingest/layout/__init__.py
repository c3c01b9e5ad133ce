"""Geometry: words on a page to blocks; knows no PDF library."""
