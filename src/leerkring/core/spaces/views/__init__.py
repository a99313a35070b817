"""Pages about spaces: what a space is, joining it, its members, invitations."""
