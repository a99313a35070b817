from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from leerkring.core.regions.models import Municipality, Region
from leerkring.kit.fold import Fold, Words
from leerkring.kit.remember import RememberedKey

TONES = ("zon", "koraal", "zee", "lucht", "groen", "aubergine")


class Choice(models.Model):
    """A word that people choose from; an administrator adds and renames."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        abstract = True
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


OTHER_FUNCTION = "andere-functie"
"""The slug of the function of who says it in own words."""


class FunctionManager(models.Manager["Function"]):
    def to_choose(self) -> models.QuerySet["Function"]:
        """What people choose from; "other" comes with words of their own, and is no choice."""
        return self.exclude(slug=OTHER_FUNCTION)


class Function(Choice):
    """What somebody does: jeugdbeschermer, huisarts, wijkagent ..."""

    objects = FunctionManager()


class OrganisationKind(Choice):
    """jeugdhulpaanbieder, gemeente, onderwijs ..."""


class Organisation(models.Model):
    name = models.CharField(max_length=120)
    kind = RememberedKey(OrganisationKind, on_delete=models.PROTECT, related_name="organisations")
    municipality = RememberedKey(Municipality, on_delete=models.PROTECT, related_name="organisations")

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(Lower("name"), "municipality", name="organisation_once_per_place"),
        ]
        indexes = [GinIndex(Words("name"), name="organisation_words")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:organisation", args=[self.pk])


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, **facts: Any) -> "Person":
        """A person without password: everybody signs in by a mailed code."""
        person = self.model(email=email.strip().lower(), **facts)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody with an account.

    A pseudonymous person (an experience expert) has the self-chosen pseudonym
    as `name`; no other name is kept, so none can leak.
    """

    email = models.EmailField(_("Email address"), unique=True)
    name = models.CharField(_("Name"), max_length=60, blank=True)
    is_pseudonymous = models.BooleanField(default=False)
    function = RememberedKey(Function, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    own_function = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    municipality = RememberedKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=5, default="nl")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_any_case")]
        indexes = [
            models.Index(Fold("name"), "id", name="person_by_name"),
            GinIndex(Words("name"), name="person_words"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The page about a member. Whoever may not be seen there is answered 404."""
        return reverse("directory:person", args=[self.pk])

    @property
    def first_name(self) -> str:
        """How to greet somebody."""
        return self.name if self.is_pseudonymous else self.name.partition(" ")[0]

    @property
    def tone(self) -> str:
        """A colour family that stays the same for this person."""
        return TONES[(self.pk or 0) % len(TONES)]

    @property
    def region(self) -> Region | None:
        return self.municipality.region if self.municipality else None

    @property
    def work(self) -> str:
        """What somebody does: in own words where the list has no word for it."""
        return self.own_function or str(self.function or "")

    @property
    def facts(self) -> list[str]:
        """What stands after the name: function and place; nothing that leads to a pseudonymous person."""
        if self.is_pseudonymous:
            return [self.work, str(_("by invitation"))]
        return [str(fact) for fact in (self.work, self.municipality) if fact]

    @property
    def is_known(self) -> bool:
        """Whether the profile says enough to take part."""
        return bool(self.name and (self.is_pseudonymous or (self.function_id and self.municipality_id)))


def card(prefix: str = "") -> list[str]:
    """The relations that a name with its facts needs, for `select_related`."""
    return [f"{prefix}organisation"]
