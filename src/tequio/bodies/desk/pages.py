"""What the desk's pages share: the way back, the record that the page is about, and what else can be done with it."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from tequio.register.desk import ActionFormView, ConfirmView, Text

Links = list[tuple[Text, str]]


class About:
    """Says what the page is about: ``about()``, the way back ``crumbs()`` and the other acts ``acts()``."""

    kwargs: dict[str, Any]

    def about(self) -> Model | None:
        """The record, shown with its state and its public page."""
        return None

    def crumbs(self) -> Links:
        """From the room's desk down to the parent."""
        return []

    def acts(self) -> Links:
        """Other things that can be done now: (label, address)."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = {"about": self.about(), "crumbs": self.crumbs(), "acts": self.acts()}
        return super().get_context_data(**mine, **kwargs)  # type: ignore[misc]  # a mixin for views


class BodiesFormView(About, ActionFormView):
    """A form of this room; on what is public already, its button says that it publishes."""

    template_name = "bodies/desk_form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.button is ActionFormView.button and getattr(self.about(), "is_published", False):
            context["button"] = _("Publicar la corrección")
        return context


class BodiesConfirmView(About, ConfirmView):
    """A confirmation of this room."""

    template_name = "bodies/desk_confirm.html"
