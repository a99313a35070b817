"""How far somebody read, what is new to them, and “alles gelezen”."""
