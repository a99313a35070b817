"""Leerkring: the learning network for everyone who works with children and young people."""
