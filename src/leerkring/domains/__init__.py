"""The rooms: one kind of thing each. Rooms never import each other."""
