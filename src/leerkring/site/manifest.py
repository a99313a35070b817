from django.utils.translation import gettext_lazy as _

from leerkring.kit.manifest import Manifest, MenuItem, register

register(Manifest(menu=(MenuItem(_("Start"), "home", "home", 10),)))
