"""The local review desk."""
