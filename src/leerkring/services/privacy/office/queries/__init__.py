"""What the back office of the guard shows."""
