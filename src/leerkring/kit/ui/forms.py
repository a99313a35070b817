"""Forms look like our components wherever they are printed, also those of other packages."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template


class Renderer(DjangoTemplates):
    """The value of the setting FORM_RENDERER.

    Widgets come from Django's own templates; the field around them and the whole form
    are ours, and need the site's template engine because they use components.
    """

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name == "django/forms/widgets/select.html":
            template_name = "ui/widgets/select.html"
        if template_name in {self.form_template_name, self.field_template_name}:
            return get_template(template_name)
        return super().get_template(template_name)
