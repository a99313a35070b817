from django.urls import path

from leerkring.site.demo import views

app_name = "demo"
urlpatterns = [
    path("kijk-mee/bezoeker/", views.look_along_as_visitor, name="visitor"),
    path("kijk-mee/<slug:persona>/", views.look_along, name="look_along"),
    path("post/", views.post, name="post"),
    path("post/<int:mail>/", views.mail, name="mail"),
    path("post/<int:mail>/html/", views.mail_html, name="mail_html"),
]
