"""Fill a database with a community of any size, shaped like a real one, to measure and try things on."""
