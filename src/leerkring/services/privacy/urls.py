from django.urls import path

from leerkring.services.privacy import views

app_name = "privacy"
urlpatterns = [
    path("kijk/", views.look, name="look"),
    path("wacht/<int:held>/", views.held, name="held"),
    path("wacht/<int:held>/weg/", views.drop, name="drop"),
]
