"""What the product looks like: components, template tags, the page around every page.

Knows rings, cards and rows; knows no question, space or person. A page extends
`ui/base.html` and is written with `<c-...>` components and the tags of `{% load ui %}`.
"""
