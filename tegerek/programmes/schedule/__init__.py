"""Understanding a schedule of seminars that somebody pasted or uploaded: bytes and text in, rows with their doubts out.

`lib.sources` reads files; begin with `understanding.understand` (the text, or what was read).
"""
