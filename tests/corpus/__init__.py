"""Small made-up plans, one oddity each, and what should be read from them."""
