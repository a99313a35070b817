"""The files page of a space: every file with what stands there, and placing one by itself.

A file that is placed by itself is a contribution like the rest, of the kind "document".
"""
