from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from leerkring.core.people.faces import Face, face_of
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
    rules = models.TextField(blank=True)
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
    def space(self) -> "Space":
        """What a notice is about is asked of anything; a space stands for itself."""
        return self

    @property
    def summary(self) -> str:
        return first_sentences(self.about, 150)

    @property
    def intro(self) -> str:
        """The first paragraph of what the space is about."""
        return self.about.partition("\n\n")[0]

    @property
    def story(self) -> str:
        """What comes after the first paragraph."""
        return self.about.partition("\n\n")[2]

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

    @property
    def face(self) -> Face:
        """Call with the person's card."""
        return face_of(self.person, with_organisation=True)


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


class Removal(models.Model):
    """Somebody was put out of a space: that person is told, and no longer belongs to it."""

    out_of = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.person_id} < {self.out_of_id}"

    def get_absolute_url(self) -> str:
        return reverse("spaces:list")


class InviteLink(models.Model):
    """A way in for whoever has the link, until it ends, is used up or is withdrawn.

    The link itself is signed, not stored: see invitations.py.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="invite_links")
    role = models.CharField(max_length=14, choices=Role, default=Role.MEMBER)
    note = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    max_uses = models.PositiveSmallIntegerField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["member", "expert", "facilitator"]), name="invite_link_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space_id} {self.role}"

    @property
    def is_over(self) -> bool:
        return self.withdrawn_at is not None or self.expires_at <= now()


class InviteLinkUse(models.Model):
    """Somebody came in by a link; it keeps counting when that person leaves."""

    link = models.ForeignKey(InviteLink, on_delete=models.CASCADE, related_name="uses")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "person"], name="invite_link_used_once")]

    def __str__(self) -> str:
        return f"{self.person_id} by {self.link_id}"
