"""Understanding a list of participants that somebody pasted, typed or uploaded: blocks in, rows of texts out.

Plain Python. `reading.read_list` finds the columns and the people; `cells.judge` says what the texts of one row mean
and what is wrong with them. Nothing here knows a card or a roster: `meetings/listing.py` does.
"""
