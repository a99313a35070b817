"""Belonging: a tree of spaces, memberships with a role, and joining.

The root space is the platform itself. Every right in the product follows from
a role in a space; nothing else grants one. What is said in a space belongs to
entries.
"""
