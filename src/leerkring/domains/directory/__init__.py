"""The directory: finding people and organisations, and asking somebody for contact.

People are found by what they do, where they work and what they can help with; who
they are belongs to core, what they wrote to the entries. An experience expert is
never in it. A message request leads to one answer; conversations belong in the community.
"""
