"""Labels that follow from a figure, and the scales that they follow."""
