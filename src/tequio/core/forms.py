"""Forms as the site draws them: label, hint, the error beside its field."""

from django.forms.renderers import TemplatesSetting


class TequioRenderer(TemplatesSetting):
    """Draws every form with our templates (``core/templates/core/form/``).

    A form may carry ``groups``, a list of (legend, bound fields), to be drawn as fieldsets.
    """

    form_template_name = "core/form/form.html"
    field_template_name = "core/form/field.html"
