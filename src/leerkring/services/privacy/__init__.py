"""What keeps people out of texts: the guard that looks at words before they go out.

Finding (kit/pii) happens in a process of its own, `leerkring guard`; here stands what the house does with
what is found: the policy per kind and space, the words that are nobody's data, the log of what somebody
confirmed (never the words themselves), and what waits while the guard is away. The gate through which all
words go out is core/entries/gate.py.
"""
