"""The community: questions, experiences, lessons and discussions of professionals.

Here is what is special to these four kinds: asking, the list with its filters,
the thread page. Replies and recognitions are a service; meetings, circles and
research are rooms of their own.
"""
