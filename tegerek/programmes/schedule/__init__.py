"""Understanding a schedule of seminars that somebody pasted or uploaded: bytes and text in, rows with their doubts out.

Begin with `sources.read_source` (a file, in a process of its own) and `understanding.understand` (the text or what
was read).
"""
