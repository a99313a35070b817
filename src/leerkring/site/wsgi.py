"""The door for a WSGI server; refuses a production start that lacks settings."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from leerkring.kit import dutch, meaning
from leerkring.site import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerkring.site.settings")
env.refuse_when_missing()
application = get_wsgi_application()

# Before the processes part: the first search waits for nothing, and what is read here they share.
dutch.load()
meaning.load()
gc.collect()
gc.freeze()
