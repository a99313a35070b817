"""Signing in and the own profile: where people, themes and the sign-in library meet."""
