"""Every component on a few made-up pages, for the tests and for looking at: never a public address."""

from datetime import UTC, datetime
from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.template import Context, engines
from django.test import RequestFactory
from django.utils import translation

from tequio.core.models import Town

FOLDER = Path(__file__).parent
PAGES = ("home", "record", "parts", "form", "receipt", "confirm", "error", "desk")
PATH = "/verifica/"  # any address that exists in every language
MOMENT = datetime(2026, 4, 14, 18, 10, tzinfo=UTC)


class SampleForm(forms.Form):
    """One field of each kind."""

    question = forms.CharField(
        label="¿Qué quieres saber?",
        help_text="Di qué documento, de qué periodo y de qué área.",
        widget=forms.Textarea,
        error_messages={"required": "Escribe tu pregunta."},
    )
    email = forms.EmailField(label="Correo", required=False, help_text="Solo para avisarte de la respuesta.")
    held_on = forms.DateField(
        label="Fecha de la sesión",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Elige la fecha."},
    )
    starts_at = forms.TimeField(label="Hora", widget=forms.TimeInput(attrs={"type": "time"}), required=False)
    place = forms.ChoiceField(
        label="Junta auxiliar",
        choices=[("", "Elige una"), ("1", "Santa María Tonantzintla"), ("2", "San Francisco Acatepec")],
    )
    reply = forms.ChoiceField(
        label="¿Cómo quieres recibir la respuesta?",
        choices=[("aqui", "Aquí, con mi folio"), ("correo", "Por correo"), ("persona", "En persona")],
        widget=forms.RadioSelect,
        error_messages={"required": "Elige una opción."},
    )
    topics = forms.MultipleChoiceField(
        label="Temas",
        choices=[("agua", "Agua y drenaje"), ("obra", "Obra pública"), ("parques", "Parques y jardines")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    attachment = forms.FileField(label="Documento", required=False, help_text="PDF de hasta 5 MB.")
    accepts = forms.BooleanField(
        label="Leí el aviso de privacidad", error_messages={"required": "Marca la casilla."}
    )


def town() -> Town:
    """The made-up town of the specimen."""
    return Town(
        name="San Andrés Cholula",
        full_name="Ayuntamiento de San Andrés Cholula",
        state="Puebla",
        commission_name="Comisión Intersecretarial para el Fomento de Prácticas de Gobierno Abierto",
        commission_short="CIGA",
        phone="222 403 7000 ext. 310",
        address="Avenida 16 de Septiembre 102, Centro, San Andrés Cholula",
        hours="Lunes a viernes, de 9:00 a 15:00",
        email="transparencia@ejemplo.gob.mx",
        official_url="https://ejemplo.gob.mx",
        is_example=True,
    )


def render(name: str) -> str:
    """The HTML of one page of the specimen."""
    form = SampleForm({"question": "", "email": "ana@", "reply": ""}, {}) if name == "form" else None
    menu = ("La Comisión", "Compromisos", "Participa", "Datos", "Derecho a saber", "Aprende")
    context = {
        "town": town(),
        "menu": [(label, f"/{label[:3].lower()}/", label == "La Comisión") for label in menu],
        "desk_menu": [
            (label, "#", label == "Hoy")
            for label in ("Hoy", "Sesiones", "Acuerdos", "Compromisos", "Personas")
        ],
        "footer_menu": [
            ("Ayuda", "/ayuda/"),
            ("Accesibilidad", "/accesibilidad/"),
            ("Privacidad", "/privacidad/"),
        ],
        "register_size": 1284,
        "register_as_of": MOMENT,
        "site_url": "https://ejemplo.gob.mx",
        "page_url": f"https://ejemplo.gob.mx{PATH}",
        "og_image_url": "https://ejemplo.gob.mx/vista/sesion.png",
        "feed_url": "/novedades/atom/",
        "source_url": "https://example.org/tequio",
        "moment": MOMENT,
        "form": form,
        "page_obj": Paginator(range(200), 50).page(2),
        "states": [
            ("cumplido", 12, "#c"),
            ("en_avance", 18, "#a"),
            ("con_retraso", 5, "#r"),
            ("detenido", 1, "#d"),
            ("sin_iniciar", 4, "#s"),
        ],
        "rows": [
            ("Presidenta Municipal", "A favor"),
            ("Contraloría Municipal", "A favor"),
            ("Tesorería Municipal", "Abstención"),
        ],
        "chips": [("Tonantzintla", "?e=1"), ("Con retraso", "?l=1")],
    }
    request = RequestFactory().get(PATH)
    source = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    template = engines["django"].from_string(source).template
    with translation.override("es"):
        return str(template.render(Context({**context, "request": request})))
