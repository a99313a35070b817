"""The door for a WSGI server; refuses a production start that lacks settings."""

import os

from django.core.wsgi import get_wsgi_application

from leerkring.site import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerkring.site.settings")
env.refuse_when_missing()
application = get_wsgi_application()
