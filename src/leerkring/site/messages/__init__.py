"""The words of the interface: gathered from the source, kept in one catalogue per language."""
