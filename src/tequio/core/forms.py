"""Forms as the site draws them: label, hint, the error beside its field."""

from django.forms.renderers import TemplatesSetting


class TequioRenderer(TemplatesSetting):
    """Draws every form with our templates (``core/templates/core/form/``)."""
