"""What people say under an entry: replies, "this helps me", the chosen answer, recognitions, following, reading.

It serves every kind of entry alike; a room shows it with its components. Who is
told about it belongs to notifications, who may see it to the entry.
"""
