"""What: everything people can find, follow, answer, link and report.

Entries, the themes they are about, the links between them, and the one rule of
who may see them (`visibility`). What is special to one kind belongs to a room.
"""
