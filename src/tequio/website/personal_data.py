"""Credits of translators, and who edits pages."""

from django.utils.translation import gettext_lazy

from tequio.accounts.models import User
from tequio.core.personal_data import INVENTORY, Holding, Level
from tequio.website.actions.translations import erase_credits
from tequio.website.models import Translation


def _erase(translation: Translation, *, by: User) -> None:
    erase_credits(translation=translation, by=by)


INVENTORY.declare(
    Holding(
        key="traducciones",
        title=gettext_lazy("Créditos de traducción"),
        people=gettext_lazy("Quienes traducen y revisan textos"),
        data=gettext_lazy("El nombre con que piden aparecer"),
        purpose=gettext_lazy("Dar crédito a quien tradujo y a quien revisó"),
        basis=gettext_lazy("Consentimiento de quien traduce; Ley Federal del Derecho de Autor"),
        retention=gettext_lazy("Mientras se muestre la traducción o hasta que la persona lo pida"),
        level=Level.ORDINARY,
        fields={
            "website.Translation": (
                *("translator_credit", "reviewer_credit", "public_translator", "public_reviewer"),
                *("salt", "translated_by", "reviewed_by"),
            )
        },
        is_published=True,
        needs_consent=True,
        refusal=gettext_lazy("Pide un crédito colectivo o ninguno."),
        erase=_erase,
        keeps=gettext_lazy("La traducción, sin nombre. El código del crédito ya no puede abrirse."),
    ),
)
