from django.urls import path

from leerkring.services.privacy.office.views import policy, tally, words

app_name = "guard"
urlpatterns = [
    path("beheer/woorden/", words.words, name="words"),
    path("beheer/woorden/<int:word>/weghalen/", words.remove, name="remove_word"),
    path("beheer/woorden/<int:word>/terugzetten/", words.put_back, name="put_word_back"),
    path("beheer/woorden/proberen/", words.try_out, name="try"),
    path("beheer/beleid/", policy.house, name="policy"),
    path("beheer/bevestigingen/", tally.tally, name="tally"),
    path("ruimtes/<slug:space>/privacywacht/", policy.in_space, name="space_policy"),
]
