from django.urls import path

from leerkring.domains.community import views

app_name = "community"
urlpatterns = [
    path("", views.overview, name="list"),
    path("stel/", views.ask, name="ask"),
    path("<int:entry>/", views.thread, name="thread"),
    path("<int:entry>/wijzigen/", views.edit, name="edit"),
    path("<int:entry>/weggooien/", views.discard, name="discard"),
]
