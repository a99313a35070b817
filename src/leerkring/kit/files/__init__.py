"""Files that people bring in: what they are by their bytes, and made fit to pass on.

`intake.take_in` is the door: it gives a file of a known kind, made anew without hidden
content, or refuses it with a sentence that says what to do. `work` and what it uses know
nothing of Django: they run in a small process of their own, with bounds.
"""
