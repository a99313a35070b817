from django.urls import path

from leerkring.core.spaces import views

app_name = "spaces"
urlpatterns = [
    path("", views.overview, name="list"),
    path("<slug:space>/", views.detail, name="detail"),
    path("<slug:space>/leden/", views.members, name="members"),
    path("<slug:space>/meedoen/", views.join, name="join"),
    path("<slug:space>/vragen-om-mee-te-doen/", views.ask_to_join, name="ask_to_join"),
    path("<slug:space>/weggaan/", views.leave, name="leave"),
    path("<slug:space>/uitnodigen/", views.invite, name="invite"),
    path("<slug:space>/aanvragen/", views.requests, name="requests"),
    path("<slug:space>/aanvragen/<int:join_request>/", views.answer_request, name="answer_request"),
]
