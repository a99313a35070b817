from django.urls import path

from leerkring.domains.community import asking, views
from leerkring.domains.community.lists import views as lists
from leerkring.domains.community.shelf import views as shelf

app_name = "community"
urlpatterns = [
    path("vragen/", lists.overview, name="list"),
    path("vragen/stel/", asking.ask, name="ask"),
    path("vragen/stel/bewaren/", asking.keep, name="keep"),
    path("vragen/concepten/", asking.drafts, name="drafts"),
    path("vragen/filters/", lists.saved, name="saved"),
    path("vragen/filters/<int:saved>/naam/", lists.rename, name="rename_saved"),
    path("vragen/filters/<int:saved>/weg/", lists.remove, name="remove_saved"),
    path("vragen/<int:entry>/", views.thread, name="thread"),
    path("vragen/<int:entry>/wijzigen/", asking.edit, name="edit"),
    path("vragen/<int:entry>/weggooien/", asking.discard, name="discard"),
    path("vragen/<int:entry>/concept-terugzetten/", asking.put_draft_back, name="put_draft_back"),
    path("vragen/<int:entry>/eerder/", asking.history, name="history"),
    path("vragen/<int:entry>/naam-laten-zien/", asking.show_name, name="show_name"),
    path("vragen/<int:entry>/wie-vroeg-dit/", asking.look_up, name="look_up"),
    path("vragen/<int:entry>/afdrukken/", views.printed, name="print"),
    path("vragen/<int:entry>/weghalen/", views.withdraw, name="withdraw"),
    path("vragen/<int:entry>/terugzetten/", views.put_back, name="put_back"),
    path("ruimtes/<slug:space>/bestanden/", shelf.files, name="files"),
    path("ruimtes/<slug:space>/bestanden/nieuw/", shelf.place_file, name="place_file"),
]
