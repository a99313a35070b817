"""What ties the house together: settings, URLs, home, sign-in, commands, the demo.

Only here may everything be imported; nothing imports from here.
"""
