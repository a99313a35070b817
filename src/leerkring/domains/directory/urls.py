from django.urls import path

from leerkring.domains.directory.views import organisations, people, requests

app_name = "directory"
urlpatterns = [
    path("mensen/", people.overview, name="people"),
    path("mensen/<int:person>/", people.person, name="person"),
    path("mensen/<int:person>/gevraagd/", people.asked, name="asked"),
    path("mensen/<int:person>/beantwoord/", people.answered, name="answered"),
    path("mensen/<int:person>/berichtverzoek/", requests.send, name="send_request"),
    path("mensen/<int:person>/weer-toelaten/", requests.unblock, name="unblock"),
    path("berichtverzoeken/", requests.overview, name="requests"),
    path("berichtverzoeken/<int:message_request>/", requests.message_request, name="message_request"),
    path("berichtverzoeken/<int:message_request>/nu-niet/", requests.decline, name="decline_request"),
    path("berichtverzoeken/<int:message_request>/blokkeren/", requests.block, name="block_sender"),
    path("organisaties/", organisations.overview, name="organisations"),
    path("organisaties/<int:organisation>/", organisations.organisation, name="organisation"),
    path("organisaties/<int:organisation>/samenvoegen/", organisations.merge, name="merge"),
]
