"""Fields that these forms share: dates and hours as the browser asks for them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentField(forms.SplitDateTimeField):
    """A day and an hour, each with the browser's own field."""

    def __init__(self, **kwargs: Any) -> None:
        day: dict[str, Any] = {"type": "date", "aria-label": _("Día")}
        hour: dict[str, Any] = {"type": "time", "aria-label": _("Hora")}
        widget = forms.SplitDateTimeWidget(
            date_format="%Y-%m-%d", time_format="%H:%M", date_attrs=day, time_attrs=hour
        )
        super().__init__(widget=widget, **kwargs)


class DateField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DateInput(), **kwargs)


class HourField(forms.TimeField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs)


class LinkField(forms.URLField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", max_length=500, **kwargs)


def paragraphs(label: Any, *, rows: int = 4, **kwargs: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def with_empty(choices: list[tuple[str, Any]], word: Any) -> list[tuple[str, Any]]:
    """The choices, with a first one that says what choosing none means."""
    return [("", word), *choices]
