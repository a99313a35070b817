"""Where: provinces, youth-care regions and municipalities of the Netherlands.

Regions change by law and municipalities merge every year, so both carry the
dates between which they are valid. People and organisations do not belong here.
"""
