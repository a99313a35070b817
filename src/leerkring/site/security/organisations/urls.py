from django.urls import path

from leerkring.site.security.organisations import views

app_name = "organisations"
urlpatterns = [
    path("<slug:provider>/", views.start, name="start"),
    path("<slug:provider>/terug/", views.finish, name="finish"),
]
