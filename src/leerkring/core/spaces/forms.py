from django import forms
from django.utils.translation import gettext_lazy as _

from leerkring.core.spaces.models import Role
from leerkring.kit.forms import OneLineField
from leerkring.kit.ui.widgets import Chips


class JoinRequestForm(forms.Form):
    message = OneLineField(
        label=_("Why would you like to join?"),
        help_text=_("One sentence is enough. The facilitators read it."),
        max_length=300,
        required=False,
    )


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("Mail address of your colleague"),
        help_text=_("The address with which this colleague takes part in Leerkring."),
    )
    role = forms.ChoiceField(
        label=_("Takes part as"),
        choices=[(role.value, role.label) for role in (Role.MEMBER, Role.FACILITATOR)],
        widget=Chips,
        initial=Role.MEMBER,
    )
