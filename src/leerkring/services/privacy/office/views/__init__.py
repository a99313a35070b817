"""Pages of the back office of the guard."""
