"""Telling people: notices in the product and by mail, and what each person wants by mail.

A manifest declares a `Notice`; the fan-out writes one `Told` row a person and one
`OutgoingMail` beside it; the worker writes the words and hands them over, after
looking again whether that person may still read them. Nothing here decides
what is worth telling: the rooms do.
"""
