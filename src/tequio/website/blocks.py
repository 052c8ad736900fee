"""The pieces that an editorial page is made of. Editors choose what to say, never how it looks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from tequio.website.links import is_web_address

INLINE = ["bold", "italic", "link", "document-link"]


class ImageWithAltBlock(blocks.StructBlock):
    """An image cannot be published without saying what it shows."""

    image = ImageChooserBlock(label=_("Imagen"))
    alt = blocks.CharBlock(
        label=_("Descripción de la imagen"),
        max_length=250,
        help_text=_("Qué se ve, para quien no puede verla. Obligatoria."),
    )
    caption = blocks.CharBlock(label=_("Pie de foto"), max_length=250, required=False)

    class Meta:
        icon = "image"
        label = _("Imagen")
        template = "website/blocks/image.html"


class QuoteBlock(blocks.StructBlock):
    """What somebody said or a law says, and where."""

    text = blocks.TextBlock(label=_("Cita"))
    source = blocks.CharBlock(label=_("De quién o de dónde"), max_length=200)

    class Meta:
        icon = "openquote"
        label = _("Cita")
        template = "website/blocks/quote.html"


class DocumentBlock(blocks.StructBlock):
    """A file to download; its type and weight are shown before it is tapped."""

    document = DocumentChooserBlock(label=_("Documento"))
    label = blocks.CharBlock(label=_("Texto del enlace"), max_length=150, required=False)

    class Meta:
        icon = "doc-full"
        label = _("Documento")
        template = "website/blocks/document.html"


class CallToActionBlock(blocks.StructBlock):
    """One thing to do next, named with a verb."""

    label = blocks.CharBlock(label=_("Texto del botón"), max_length=60, help_text=_("Empieza con un verbo."))
    page = blocks.PageChooserBlock(label=_("Página"), required=False)
    url = blocks.CharBlock(
        label=_("O dirección"), required=False, max_length=300, help_text=_("Ejemplo: /compromisos/")
    )

    def clean(self, value: Any) -> Any:
        if value["url"] and not is_web_address(value["url"]):
            wrong = ValidationError(_("Escribe una dirección que empiece con / o con https://."))
            raise blocks.StructBlockValidationError({"url": wrong})
        return super().clean(value)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        # Checked again when it is shown: the editor is not the only way in.
        address = value.page.url if value["page"] else value["url"]
        return super().get_context(value, parent_context) | {
            "address": address if is_web_address(address) else ""
        }

    class Meta:
        icon = "arrow-right"
        label = _("Botón")
        template = "website/blocks/call_to_action.html"


class QuestionBlock(blocks.StructBlock):
    """A question as people ask it, and its answer."""

    question = blocks.CharBlock(label=_("Pregunta"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Respuesta"), features=[*INLINE, "ul", "ol"])

    class Meta:
        icon = "help"
        label = _("Pregunta y respuesta")
        template = "website/blocks/question.html"


class TermBlock(blocks.StructBlock):
    """A word of the glossary: what it means and where it comes from."""

    term = blocks.CharBlock(label=_("Término"), max_length=120)
    definition = blocks.RichTextBlock(label=_("Qué significa"), features=INLINE)
    basis = blocks.CharBlock(label=_("Fundamento"), max_length=200, required=False)

    class Meta:
        icon = "list-ul"
        label = _("Término del glosario")
        template = "website/blocks/term.html"


class BodyBlock(blocks.StreamBlock):
    """The body of an editorial page."""

    heading = blocks.CharBlock(
        label=_("Subtítulo"), icon="title", max_length=150, template="website/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(label=_("Párrafo"), icon="pilcrow", features=INLINE)
    list = blocks.RichTextBlock(label=_("Lista"), icon="list-ul", features=["ul", "ol", *INLINE])
    image = ImageWithAltBlock()
    quote = QuoteBlock()
    document = DocumentBlock()
    table = TypedTableBlock(
        [("text", blocks.CharBlock(label=_("Texto"))), ("number", blocks.DecimalBlock(label=_("Número")))],
        label=_("Tabla"),
        icon="table",
        template="website/blocks/table.html",
    )
    call_to_action = CallToActionBlock()
    question = QuestionBlock()
    term = TermBlock()
