from django.urls import path

from leerkring.kit.ui.gallery import gallery

urlpatterns = [path("", gallery, name="gallery")]
