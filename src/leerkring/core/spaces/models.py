from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from leerkring.core.people.models import TONES, Person
from leerkring.kit.text import first_sentences


class SpaceKind(models.TextChoices):
    PLATFORM = "platform", _("Platform")
    NETWORK = "network", _("Network")
    CIRCLE = "circle", _("Circle")
    GROUP = "group", _("Group")


class Openness(models.TextChoices):
    """Who may know that the space is there. What is said in it is told by its entries."""

    PUBLIC = "public", _("Everyone")
    MEMBERS = "members", _("Members of Leerkring")
    CLOSED = "closed", _("Only those who belong")


class Join(models.TextChoices):
    OPEN = "open", _("Everyone can join")
    REQUEST = "request", _("You ask to join")
    INVITATION = "invitation", _("By invitation")


class Role(models.TextChoices):
    MEMBER = "member", _("Member")
    EXPERT = "expert", _("Experience expert")
    FACILITATOR = "facilitator", _("Facilitator")
    ORGANISER = "organiser", _("Organiser")
    CORE_GROUP = "core_group", _("Core group")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Space(models.Model):
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    kind = models.CharField(max_length=12, choices=SpaceKind)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    about = models.TextField(blank=True)
    openness = models.CharField(max_length=8, choices=Openness, default=Openness.MEMBERS)
    join = models.CharField(max_length=10, choices=Join, default=Join.REQUEST)
    tone = models.CharField(max_length=10, choices=[(tone, tone) for tone in TONES], default=TONES[0])
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint("kind", condition=Q(parent=None), name="one_platform"),
            models.CheckConstraint(condition=Q(parent=None) ^ ~Q(kind="platform"), name="platform_is_root"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="space_not_in_itself"),
            models.CheckConstraint(
                condition=~Q(openness="closed") | Q(join="invitation"), name="closed_space_by_invitation"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("spaces:detail", args=[self.slug])

    @property
    def summary(self) -> str:
        return first_sentences(self.about, 150)

    @property
    def is_platform(self) -> bool:
        return self.parent_id is None


class Membership(models.Model):
    """The one way to belong."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=14, choices=Role, default=Role.MEMBER)
    since = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "person"], name="one_membership")]
        indexes = [models.Index(fields=["person", "space"], name="membership_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.space_id}"

    def get_absolute_url(self) -> str:
        return self.space.get_absolute_url()


class JoinRequest(models.Model):
    """A wish to join, or an invitation that still waits for a yes. It grants nothing."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="join_requests")
    invited_as = models.CharField(max_length=14, choices=Role, blank=True)
    message = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "person"], name="one_join_request")]

    def __str__(self) -> str:
        return f"{self.person_id} > {self.space_id}"

    def get_absolute_url(self) -> str:
        return self.space.get_absolute_url()
