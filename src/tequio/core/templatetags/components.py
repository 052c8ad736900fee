"""The site's components as template tags. Each one is shown with its line of use in docs/components.md."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils.functional import Promise
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, gettext

from tequio.core import formats, languages
from tequio.core.icons import ICONS, SHAPES
from tequio.core.personal_data import INVENTORY
from tequio.core.states import STATES

register = template.Library()
Text = str | Promise


@register.filter
def localized(path: str) -> str:
    """The address of this site in the reader's language."""
    return languages.localized(path)


@register.simple_tag(name="in_spanish")
def spanish_attribute() -> SafeString:
    """`` lang="es"`` for an element that holds a text of the record, where the page is in another language.

    The register says what was signed, in Spanish; a voice or a translator has to know (WCAG 2.2, 3.1.2).
    """
    return SafeString("") if _is_spanish() else SafeString(' lang="es"')


@register.filter(name="in_spanish")
def spanish_part(text: Any, part: str | None = None) -> Any:
    """The same for a text of the record inside a sentence, or for the *part* of the sentence that is of the record."""
    if not text or _is_spanish():
        return text
    if part is None:
        return format_html('<span lang="es">{}</span>', text)
    # Whatever the case: a sentence writes "acta de la…" where the record is called "Acta de la…".
    pieces = re.split(f"({re.escape(part)})", str(text), maxsplit=1, flags=re.IGNORECASE)
    return format_html('{}<span lang="es">{}</span>{}', *pieces) if len(pieces) == 3 else text


@register.filter
def spanish_paragraphs(text: str) -> SafeString:
    """``linebreaks`` for a text of the record: each of its paragraphs says its language."""
    return mark_safe(linebreaks(text, autoescape=True).replace("<p>", f"<p{spanish_attribute()}>"))  # noqa: S308  # escaped


def _is_spanish() -> bool:
    return (get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE


@register.simple_block_tag
def capture(content: str) -> SafeString:
    """Keep what is inside for later: ``{% capture as name %}…{% endcapture %}``; safe inside attributes too."""
    return mark_safe(" ".join(content.split()).replace('"', "&quot;"))  # noqa: S308  # escaped where it was written


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing that decorates the word beside it."""
    svg = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>'
    return format_html(svg, ICONS[name])


@register.simple_tag
def status_tag(state: str, label: Text = "") -> SafeString:
    """Shape, word and colour of a state of ``states.STATES``; ``label`` says it in other words."""
    tone, word = STATES[state]
    html = (
        '<span class="status status-{}"><svg viewBox="0 0 18 18" aria-hidden="true"><path fill-rule="evenodd" d="{}"/>'
        "</svg>{}</span>"
    )
    return format_html(html, tone, SHAPES[tone], label or word)


register.simple_tag(formats.date_long)
register.simple_tag(formats.date_short)
register.simple_tag(formats.date_time)
register.filter(formats.money)
register.filter(formats.thousands)
register.filter(formats.file_weight)
register.filter(formats.tel)
register.filter(formats.host)


@register.simple_tag
def whatsapp_url(title: str, url: str) -> str:
    """Where "Compartir por WhatsApp" leads: the person picks whom to send title and address."""
    return "https://wa.me/?" + urlencode({"text": f"{title} {url}".strip()}, quote_via=quote)


@register.simple_tag
def home_url() -> str:
    """The start page in the language of this page."""
    language = get_language() or settings.LANGUAGE_CODE
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[dict[str, Any]]:
    """This same page in each language that has it; empty where there is only one.

    A page that is not in every language says in which ones it is: ``page_translations``, a list of codes.
    """
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    everywhere = [code for code, _name in settings.LANGUAGES]
    offered: Sequence[str] = context.get("page_translations") or everywhere
    here, current = request.get_full_path(), get_language() or settings.LANGUAGE_CODE
    links = []
    for code in everywhere:
        is_current, url = code == current, translate_url(here, code)
        if is_current or (code in offered and url != here):
            links.append({"code": code, "name": _own_name(code), "url": url, "is_current": is_current})
    return links if len(links) > 1 else []


def _own_name(code: str) -> str:
    return str(get_language_info(code)["name_local"]).capitalize()


@register.simple_tag
def fact(label: Text, value: Any, *, empty: Text = "") -> SafeString:
    """One line of ``<dl class="facts">``; nothing at all when there is no value and no word for that."""
    shown = value if value not in (None, "") else empty
    if shown == "":
        return SafeString("")
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, shown)


@register.simple_tag
def proof_chip(url: str, label: Text = "") -> SafeString:
    """A link to the page that proves this record: "Comprobable"."""
    return format_html(
        '<a class="proof" href="{}">{} {}</a>', url, icon("proof"), label or gettext("Comprobable")
    )


@register.simple_tag
def file_link(file: Any, title: Text = "", *, size: int | None = None, kind: str = "") -> SafeString:
    """A download that says its type and weight before it is tapped.

    ``file`` is a stored file, or an address with ``size`` in bytes.
    """
    url = file if isinstance(file, str) else file.url
    name = url.rsplit("/", 1)[-1] if isinstance(file, str) else file.name.rsplit("/", 1)[-1]
    weight = size if isinstance(file, str) else file.size
    kind = kind or name.rsplit(".", 1)[-1].upper()
    about = f"{kind} · {formats.file_weight(weight)}" if weight is not None else kind
    html = '<a class="file" href="{}">{} <span><b>{}</b> <small>{}</small></span></a>'
    return format_html(html, url, icon("download"), title or name, about)


@register.simple_block_tag
def summary(content: str) -> SafeString:
    """En pocas palabras: at most 60 words, the first thing after the title."""
    html = '<section class="summary" aria-label="{0}"><h2>{0}</h2>{1}</section>'
    return format_html(html, gettext("En pocas palabras"), mark_safe(content))  # noqa: S308  # escaped by its template


@register.inclusion_tag("core/parts/empty.html")
def empty_state(what: Text, why: Text = "", action: Text = "", url: str = "") -> dict[str, Any]:
    """What goes here, why it is not here yet, and what to do meanwhile."""
    return {"what": what, "why": why, "action": action, "url": url}


@register.inclusion_tag("core/parts/freshness.html")
def freshness(moment: date, by: Text = "", changes_url: str = "") -> dict[str, Any]:
    """Actualizado el … por … · Ver cambios"""
    return {"moment": moment, "by": by, "changes_url": changes_url}


@register.inclusion_tag("core/parts/breadcrumbs.html")
def breadcrumbs(*pairs: Text) -> dict[str, Any]:
    """``{% breadcrumbs "Sesiones" url %}``: label and address by turns, from the home page down to the parent."""
    addresses = [languages.localized(str(address)) for address in pairs[1::2]]
    return {"crumbs": list(zip(pairs[::2], addresses, strict=True)), "home": home_url()}


@register.inclusion_tag("core/parts/privacy_notice.html", takes_context=True)
def privacy_notice(context: template.Context, key: str) -> dict[str, Any]:
    """The simplified notice of a holding (LGPDPPSO, article 22): before the first personal field of a form."""
    return {"holding": INVENTORY.holdings[key], "town": context.get("town")}


@register.inclusion_tag("core/parts/meter.html")
def meter(label: Text, value: float, maximum: float, text: Text = "", tone: str = "") -> dict[str, Any]:
    """A bar drawn on the server with its numbers in words."""
    share = 0 if maximum <= 0 else max(0.0, min(100.0, value * 100 / maximum))
    return {"label": label, "width": round(share, 1), "text": text or f"{share:.0f} %", "tone": tone}


@register.inclusion_tag("core/parts/state_bar.html")
def state_bar(counts: Iterable[tuple[str, int, str]], title: Text) -> dict[str, Any]:
    """One stacked bar of records by state with its numbers: (state, how many, address of that filter)."""
    rows = list(counts)
    total = sum(number for _state, number, _url in rows)
    x, parts = 0.0, []
    for state, number, url in rows:
        width = number * 100 / total if total else 0
        parts.append(
            {"state": state, "tone": STATES[state][0], "n": number, "url": url, "x": x, "width": width}
        )
        x += width
    sentence = ", ".join(f"{STATES[state][1]} {number}" for state, number, _url in rows)
    return {"parts": parts, "title": title, "sentence": sentence}


@register.inclusion_tag("core/pagination.html", takes_context=True)
def pagination(context: template.Context, page_obj: Any) -> dict[str, Any]:
    """Previous, where I am, next; keeps the filters of the address."""
    return {"page_obj": page_obj, "request": context.get("request")}


@register.inclusion_tag("core/parts/filter_state.html")
def filter_state(count: int, chips: Sequence[tuple[Text, str]] = (), clear_url: str = "") -> dict[str, Any]:
    """How many were found, and each filter in force with the address that removes it."""
    return {"count": count, "chips": chips, "clear_url": clear_url}


@register.simple_tag
def step(number: int, total: int, name: Text) -> SafeString:
    """Paso 2 de 4: Revisa"""
    words = gettext("Paso %(number)s de %(total)s") % {"number": number, "total": total}
    return format_html('<p class="steps">{}: {}</p>', words, name)


@register.simple_block_tag
def table(content: str, title: str, *, stacked: bool = False) -> str:
    """A table that scrolls by itself on a narrow screen, or with ``stacked=True`` becomes one block per row."""
    context = {"content": mark_safe(content), "title": title, "stacked": stacked}  # noqa: S308  # escaped above
    return render_to_string("core/parts/table.html", context)


@register.simple_tag
def answer(label: Text, value: Any, change_url: str = "") -> SafeString:
    """One line of "Revisa tus respuestas" with its "Cambiar"."""
    link = ""
    if change_url:
        html = '<a href="{}">{} <span class="hidden-text">{}</span></a>'
        link = format_html(html, change_url, gettext("Cambiar"), label)
    shown = value or gettext("Sin respuesta")
    return format_html("<div><dt>{}</dt><dd>{}</dd><dd>{}</dd></div>", label, shown, link)
