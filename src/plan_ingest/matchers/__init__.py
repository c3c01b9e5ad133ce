"""Ways to score an item against a framework."""
