from django.urls import path

from leerkring.core.spaces.views import about, invitations, joining, members

app_name = "spaces"
urlpatterns = [
    path("ruimtes/", about.overview, name="list"),
    path("ruimtes/nieuw/", about.new, name="new"),
    path("ruimtes/nieuw/<str:invitation>/", about.handed_over, name="handed_over"),
    path("ruimtes/<slug:space>/", about.detail, name="detail"),
    path("ruimtes/<slug:space>/aanpassen/", about.edit, name="edit"),
    path("ruimtes/<slug:space>/inrichten/", about.arrange, name="arrange"),
    path("ruimtes/<slug:space>/leden/", members.members, name="members"),
    path("ruimtes/<slug:space>/leden/<int:membership>/", members.member, name="member"),
    path("ruimtes/<slug:space>/leden/<int:membership>/weghalen/", members.remove, name="remove"),
    path("ruimtes/<slug:space>/meedoen/", joining.join, name="join"),
    path("ruimtes/<slug:space>/vragen-om-mee-te-doen/", joining.ask_to_join, name="ask_to_join"),
    path("ruimtes/<slug:space>/weggaan/", joining.leave, name="leave"),
    path("ruimtes/<slug:space>/aanvragen/", joining.requests, name="requests"),
    path("ruimtes/<slug:space>/aanvragen/<int:join_request>/", joining.answer_request, name="answer_request"),
    path("ruimtes/<slug:space>/uitnodigen/", invitations.invite, name="invite"),
    path("ruimtes/<slug:space>/uitnodigen/link/", invitations.make_link, name="make_link"),
    path("ruimtes/<slug:space>/uitnodigen/<int:link>/intrekken/", invitations.withdraw, name="withdraw"),
    path("uitnodiging/<str:invitation>/", invitations.invitation, name="invitation"),
    path("uitnodiging/<str:invitation>/aannemen/", invitations.accept, name="accept"),
]
