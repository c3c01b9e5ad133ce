"""Plans drawn in many layouts, so that reading can be judged against what was drawn."""
