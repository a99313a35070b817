"""What people say under an entry: replies, what helped, the chosen answer, recognitions, following.

It serves every kind of entry alike; a room shows it with its components. Who is
told about it belongs to notifications, who may see it to the entry.
"""
