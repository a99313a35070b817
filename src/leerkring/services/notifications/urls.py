from django.urls import path

from leerkring.services.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="list"),
    path("<int:told>/", views.follow, name="open"),
    path("alles-gezien/", views.see_all, name="see_all"),
    path("voorkeuren/", views.preferences, name="preferences"),
    path("afmelden/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
