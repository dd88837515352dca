"""A table of questions and proposals, or of their totals, understood row by row."""
