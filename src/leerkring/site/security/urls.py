from django.urls import path

from leerkring.site.security import passkeys, two_steps, views
from leerkring.site.security.confirm import confirm

app_name = "security"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("bevestigen/", confirm, name="confirm"),
    path("passkeys/nieuw/", passkeys.add, name="add_passkey"),
    path("passkeys/<int:passkey>/", passkeys.rename, name="rename_passkey"),
    path("passkeys/<int:passkey>/weghalen/", passkeys.remove, name="remove_passkey"),
    path("twee-stappen/", two_steps.switch_on, name="two_steps_on"),
    path("twee-stappen/uit/", two_steps.switch_off, name="two_steps_off"),
    path("herstelcodes/", two_steps.codes, name="codes"),
    path("herstelcodes/bestand/", two_steps.codes_file, name="codes_file"),
    path("herstelcodes/nieuw/", two_steps.new_codes, name="new_codes"),
    path("uitloggen/", views.end_other_places, name="end_other_places"),
    path("uitloggen/<int:place>/", views.end_place, name="end_place"),
    path("organisatie/<int:connection>/loskoppelen/", views.disconnect, name="disconnect"),
]
