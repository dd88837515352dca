"""What somebody pasted or uploaded, as blocks: paragraphs and tables in the order they stand. No meaning yet.

Begin with `reading.read_source` (a file, in a process of its own) or `reading.pasted` (a text).
"""
