from django.urls import path

from leerkring.core.entries import views

app_name = "attachments"
urlpatterns = [
    path("", views.bring, name="bring"),
    path("<int:attachment>/klein/", views.small, name="small"),
    path("<int:attachment>/<str:name>", views.file, name="file"),
]
