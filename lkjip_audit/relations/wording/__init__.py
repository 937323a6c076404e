"""Words that stand for one thing and differ."""
