"""Measure the running server from outside, as visitors and members meet it."""
