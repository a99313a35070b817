from django.urls import path

from leerkring.services.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="list"),
    path("<int:told>/", views.follow, name="open"),
    path("<int:told>/gezien/", views.mark, name="mark"),
    path("alles-gezien/", views.see_all, name="see_all"),
    path("alles-gezien/terug/", views.unsee_all, name="unsee_all"),
    path("bel/", views.bell, name="bell"),
    path("voorkeuren/", views.preferences, name="preferences"),
    path("voorkeuren/soorten/", views.choose_kinds, name="choose_kinds"),
    path("voorkeuren/ruimtes/", views.choose_spaces, name="choose_spaces"),
    path("voorkeuren/mailuren/", views.choose_hours, name="choose_hours"),
    path("afmelden/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("post/", views.failed_mails, name="failed_mails"),
    path("post/<int:mail>/opnieuw/", views.retry, name="retry"),
]
