from django.urls import path

from leerkring.services.discussion import views
from leerkring.services.discussion.reading import views as reading

app_name = "discussion"
urlpatterns = [
    path("bijdragen/<int:entry>/antwoorden/", views.reply, name="reply_to"),
    path("bijdragen/<int:entry>/nieuw/", views.news, name="news"),
    path("bijdragen/<int:entry>/noemen/", views.mentionable, name="mentionable"),
    path("bijdragen/<int:entry>/speelt-ook/", views.recognise, name="recognise"),
    path("bijdragen/<int:entry>/volgen/", views.follow, name="follow"),
    path("bijdragen/<int:entry>/heropenen/", views.reopen, name="reopen"),
    path("gelezen/", reading.read_all, name="read_all"),
    path("gelezen/ongedaan/", reading.undo_read_all, name="undo_read_all"),
    path("antwoorden/<int:reply>/", views.permalink, name="reply"),
    path("antwoorden/<int:reply>/citeren/", views.quote, name="quote"),
    path("antwoorden/<int:reply>/wijzigen/", views.edit_reply, name="edit_reply"),
    path("antwoorden/<int:reply>/versies/", views.versions, name="versions"),
    path("antwoorden/<int:reply>/versies/<int:version>/vergeten/", views.forget_version, name="forget"),
    path("antwoorden/<int:reply>/weghalen/", views.take_away, name="take_away"),
    path("antwoorden/<int:reply>/terugzetten/", views.put_back, name="put_back"),
    path("antwoorden/<int:reply>/wat-aan/", views.find_helpful, name="find_helpful"),
    path("antwoorden/<int:reply>/kiezen/", views.choose, name="choose"),
]
