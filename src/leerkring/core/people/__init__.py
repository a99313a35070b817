"""Who: persons, organisations and the functions and kinds they choose from.

A person's function, organisation and work municipality are facts about the
person; to what a person belongs, and in which role, is told by spaces.
"""
