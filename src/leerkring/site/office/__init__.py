"""The start page for who looks after the platform: what the rooms registered, by role."""
