"""The back office of the guard: its words, its policy, and counts of what people confirmed."""
