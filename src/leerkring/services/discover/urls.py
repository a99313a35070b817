from django.urls import path

from leerkring.services.discover import views

app_name = "discover"
urlpatterns = [
    path("", views.search, name="search"),
    path("voorstellen/", views.suggest, name="suggest"),
    path("lijkt-erop/", views.like_title, name="like_title"),
]
