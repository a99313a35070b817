"""Finding back what was said: search, suggestions, and what looks like it.

Beside each entry stands a row with its analysed words, kept in the transaction of whatever
changes them, and the meaning of its passages, made by the worker where the database has
`vector`. Who may see an entry is never stored here: every answer asks `visible_to`.
"""
