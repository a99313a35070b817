from django.conf import settings
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from leerkring.site import env
from leerkring.site.accounts.views import first_visit, have_it_too
from leerkring.site.bench import floor
from leerkring.site.home.views import home
from leerkring.site.office.views import office

handler400 = "leerkring.site.outage.bad_request"
handler500 = "leerkring.site.outage.server_error"

urlpatterns = [
    path("", home, name="home"),
    path("", include("leerkring.domains.community.urls")),
    path("", include("leerkring.services.discussion.urls")),
    path("", include("leerkring.domains.directory.urls")),
    path("zoeken/", include("leerkring.services.discover.urls")),
    path("bijlagen/", include("leerkring.core.entries.urls")),
    path("privacy/", include("leerkring.services.privacy.urls")),
    path("beheer/", office, name="office"),
    path("", include("leerkring.services.privacy.office.urls")),
    path("", include("leerkring.core.spaces.urls")),
    path("berichten/", include("leerkring.services.notifications.urls")),
    path("mijn-profiel/", include("leerkring.site.accounts.urls")),
    path("welkom/", first_visit, name="first_visit"),
    path("welkom/<int:entry>/speelt-ook/", have_it_too, name="have_it_too"),
    path("account/", include("leerkring.site.accounts.sign_in")),
    path("account/veiligheid/", include("leerkring.site.security.urls")),
    path("account/organisatie/", include("leerkring.site.security.organisations.urls")),
    # Without a token, so that pages for visitors need none and can be kept: it only sets a cookie.
    path("taal/", csrf_exempt(set_language), name="set_language"),
    path("", include("leerkring.site.pages.urls")),
]

if settings.DEBUG or settings.DEMO:
    urlpatterns += [path("galerij/", include("leerkring.kit.ui.urls"))]
if env.BENCH.value:
    urlpatterns += [path(floor.PATH, floor.floor, name="floor")]
if settings.DEMO:
    urlpatterns += [path("demo/", include("leerkring.site.demo.urls"))]

DECLARED: dict[str, tuple[str, tuple[str, ...]]] = {
    "gallery": ("public", ("GET",)),
    "set_language": ("public", ("POST",)),
    "account_login": ("public", ("GET", "POST")),
    "account_signup": ("public", ("GET", "POST")),
    "account_logout": ("public", ("GET", "POST")),
    "account_inactive": ("public", ("GET",)),
    "account_email_verification_sent": ("public", ("GET", "POST")),
    "account_request_login_code": ("public", ("GET", "POST")),
    "account_confirm_login_code": ("public", ("GET", "POST")),
    "mfa_login_webauthn": ("public", ("GET", "POST")),
    "mfa_authenticate": ("public", ("GET", "POST")),
}
"""URLs of libraries and of the kit, which knows no roles: name -> (access level, methods)."""
