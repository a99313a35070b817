from django.urls import path

from leerkring.services.discussion import views

app_name = "discussion"
urlpatterns = [
    path("bijdragen/<int:entry>/antwoorden/", views.reply, name="reply_to"),
    path("bijdragen/<int:entry>/speelt-ook/", views.recognise, name="recognise"),
    path("bijdragen/<int:entry>/volgen/", views.follow, name="follow"),
    path("bijdragen/<int:entry>/heropenen/", views.reopen, name="reopen"),
    path("antwoorden/<int:reply>/", views.permalink, name="reply"),
    path("antwoorden/<int:reply>/wijzigen/", views.edit_reply, name="edit_reply"),
    path("antwoorden/<int:reply>/wat-aan/", views.find_helpful, name="find_helpful"),
    path("antwoorden/<int:reply>/kiezen/", views.choose, name="choose"),
]
