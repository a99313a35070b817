"""Tools without tables and without a word of our domain.

Anything here could serve another product unchanged. What knows a question, a
space or a person does not belong here.
"""
