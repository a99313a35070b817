"""What entries are about, and who follows that."""

from django.db import models

from leerkring.core.people.models import TONES, Person


class Theme(models.Model):
    """A subject; the first four are the learning circles of the home page."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    tone = models.CharField(max_length=10, choices=[(tone, tone) for tone in TONES])
    position = models.PositiveSmallIntegerField()
    followers = models.ManyToManyField(Person, through="ThemeFollow", related_name="themes")

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name


class ThemeFollow(models.Model):
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "theme"], name="follow_theme_once")]

    def __str__(self) -> str:
        return f"{self.person_id} > {self.theme_id}"
