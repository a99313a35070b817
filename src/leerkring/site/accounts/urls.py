from django.urls import path

from leerkring.site.accounts import views
from leerkring.site.accounts.organisations import organisations

app_name = "people"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("organisaties/", organisations, name="organisations"),
]
