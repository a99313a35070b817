from django.urls import path

from leerkring.site.pages import views

app_name = "pages"
urlpatterns = [
    path("meer/", views.more, name="more"),
    path("zo-werkt-het/", views.how, name="how"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("broncode/", views.source, name="source"),
    path("gezond/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security"),
]
