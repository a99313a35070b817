from django.urls import path

from leerkring.domains.community import views
from leerkring.domains.community.shelf import views as shelf

app_name = "community"
urlpatterns = [
    path("vragen/", views.overview, name="list"),
    path("vragen/stel/", views.ask, name="ask"),
    path("vragen/<int:entry>/", views.thread, name="thread"),
    path("vragen/<int:entry>/wijzigen/", views.edit, name="edit"),
    path("vragen/<int:entry>/weggooien/", views.discard, name="discard"),
    path("ruimtes/<slug:space>/bestanden/", shelf.files, name="files"),
    path("ruimtes/<slug:space>/bestanden/nieuw/", shelf.place_file, name="place_file"),
]
