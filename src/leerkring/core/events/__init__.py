"""What happened: an append-only log, and the one function that writes it.

Consequences (notices, counters, mail) follow from an event, in a task that
commits with it. What a verb means to people is declared in the manifests.
"""
