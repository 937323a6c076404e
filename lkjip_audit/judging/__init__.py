"""Relations and what became of them: the model of outcomes, and the one place that decides on rounding."""
