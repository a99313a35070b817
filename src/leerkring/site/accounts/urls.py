from django.urls import path

from leerkring.site.accounts import views

app_name = "people"
urlpatterns = [path("", views.profile, name="profile")]
