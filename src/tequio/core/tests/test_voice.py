"""The voice of errors: tú, and what to do, also in Django's own messages."""

import pytest
from django import forms
from django.test import override_settings
from django.utils import translation


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (forms.CharField(), "", "Escribe este dato: es obligatorio."),
        (forms.EmailField(), "ana", "Escribe un correo válido, por ejemplo nombre@ejemplo.mx."),
        (forms.DateField(), "31/02/2026", "Escribe una fecha válida, por ejemplo 14/04/2026."),
        (
            forms.URLField(assume_scheme="https"),
            "no es",
            "Escribe una dirección web completa, por ejemplo https://ejemplo.mx.",
        ),
        (forms.CharField(max_length=3), "largo", "Usa como máximo 3 caracteres (llevas 5)."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "Elige una opción de la lista."),
        (forms.IntegerField(min_value=1), "0", "Escribe un número de 1 o más."),
    ],
)
@override_settings(LANGUAGE_CODE="es")
def test_errors_say_what_to_do(field: forms.Field, value: str, message: str) -> None:
    with translation.override("es"), pytest.raises(forms.ValidationError) as refused:
        field.clean(value)
    assert refused.value.messages == [message]
