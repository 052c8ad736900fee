"""Every kind of public page, each with addresses of the example town to try it on.

A route that is neither here nor among the files for machines fails ``test_kinds.py``.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tequio.api.shapes import collections

TEXT, LIST, DATA = 50_000, 80_000, 110_000
"""Bytes of a first view with everything in it, by what the page is for."""

SAMPLES: dict[str, int] = {
    "/": LIST,
    "/comision/": LIST,
    "/comision/integrantes/": LIST,
    "/comision/integrantes/?fecha=2024-06-03": LIST,
    "/comision/integrantes/?fecha=mal": LIST,
    "/comision/integrantes/2023-2024/": LIST,
    "/comision/integrantes/2023-2024/titular-de-la-tesoreria/": TEXT,
    "/comision/integrantes/votaciones/": DATA,
    "/comision/organos/ccd/": TEXT,
    "/comision/hechos/el-cabildo-crea-la-comision/": TEXT,
    "/comision/dependencias/": LIST,
    "/comision/dependencias/?ver=otras": LIST,
    "/comision/dependencias/servicios-publicos/": TEXT,
    "/municipio/lugares/": LIST,
    "/municipio/lugares/los-sauces/": TEXT,
    "/comision/sesiones/": LIST,
    "/comision/sesiones/reglas/": TEXT,
    "/comision/sesiones/2026/ordinaria-02/": LIST,
    "/comision/sesiones/2026/ordinaria-03/": TEXT,
    "/comision/acuerdos/": LIST,
    "/comision/acuerdos/CGA-2026-ORD-02-01/": TEXT,
    "/comision/acuerdos/CGA-2025-ORD-05-02/": TEXT,
    "/comision/marco-legal/": LIST,
    "/comision/marco-legal/lgtaip/": TEXT,
    "/comision/marco-legal/plazos/": LIST,
    "/comision/marco-legal/plazos/request.extension/": TEXT,
    "/comision/marco-legal/dias-inhabiles/": LIST,
    "/comision/marco-legal/dias-inhabiles/municipio/": LIST,
    "/comision/marco-legal/dias-inhabiles/municipio/2026/": LIST,
    "/comision/marco-legal/calculadora/": LIST,
    "/comision/marco-legal/calculadora/?plazo=request.answer&desde=2026-04-01": DATA,
    "/comision/marco-legal/calculadora/?plazo=&desde=": LIST,
    "/compromisos/": LIST,
    "/compromisos/?vista=tabla&estado=con_retraso": LIST,
    "/compromisos/?vista=linea": DATA,
    "/compromisos/?vista=mapa": DATA,
    "/compromisos/?lugar=los-sauces&estado=detenido": LIST,
    "/compromisos/metodo/": LIST,
    "/compromisos/plan/2024-2027/": LIST,
    "/compromisos/C-2023-01/": TEXT,
    "/compromisos/C-2023-06/": TEXT,
    "/privacidad/avisos/": TEXT,
    "/privacidad/avisos/integrantes/": TEXT,
    "/verifica/": TEXT,
    "/verifica/?folio=no-existe": TEXT,
    "/verifica/?sha256=" + "0" * 64: TEXT,
    "/registro/": TEXT,
    "/registro/actos/100/": TEXT,
    "/registro/meetings.agreement/CGA-2023-ORD-01-01/": TEXT,
    "/datos/": LIST,
    "/datos/acuerdos/": DATA,
    "/datos/sesiones/": DATA,
    "/novedades/": LIST,
    "/novedades/?seccion=acuerdos": LIST,
    "/datos/api/": TEXT,
    "/seguir/": TEXT,
    "/seguir/?tema=compromiso:C-2023-01": TEXT,
    "/seguir/revisa-tu-correo/": TEXT,
    "/seguir/listo/": TEXT,
    "/buscar/": TEXT,
    "/buscar/?q=parke": LIST,
    "/buscar/?q=xyzzyx": TEXT,
    "/contacto/": TEXT,
    "/ayuda/": TEXT,
    "/ayuda/quien-puede-hacer-que/": LIST,
    "/mapa-del-sitio/": LIST,
    "/trabajo/entrar/": TEXT,
    "/trabajo/entrar/olvide/": TEXT,
    "/trabajo/entrar/olvide/enviado/": TEXT,
}
# Route of each list that can be taken as data → where its files are in the example town.
LISTINGS: dict[str, str] = {
    "bodies:members": "/comision/integrantes/",
    "bodies:organizations": "/comision/dependencias/",
    "bodies:places": "/municipio/lugares/",
    "commitments:board": "/compromisos/",
    "commitments:milestones": "/compromisos/hitos/",
    "commitments:plan": "/compromisos/plan/2024-2027/",
    "law:calendar": "/comision/marco-legal/dias-inhabiles/municipio/2026/",
    "law:index": "/comision/marco-legal/",
    "law:terms": "/comision/marco-legal/plazos/",
    "meetings:index": "/comision/sesiones/",
    "meetings:agreements": "/comision/acuerdos/",
    "meetings:session_votes": "/comision/sesiones/2026/ordinaria-02/votaciones/",
    "meetings:participation": "/comision/integrantes/votaciones/",
    "meetings:votes": "/comision/integrantes/votaciones/votos/",
    "meetings:attendance": "/comision/integrantes/votaciones/asistencia/",
    "opendata:dataset": "/datos/acuerdos/",
    "opendata:part": "/datos/votaciones/meetings-vote-event-votes/",
    "register:news": "/novedades/",
    "website:commission": "/comision/",
}
SAMPLES |= {f"{base}descarga/": LIST for base in LISTINGS.values()}
UNPROCESSABLE = {
    "/comision/integrantes/?fecha=mal",
    "/comision/marco-legal/calculadora/?plazo=&desde=",
}
"""Forms sent with something missing: the page says what, with status 422."""

# Route → an address that answers with something else than a page, and its media type.
FILES: dict[str, tuple[str, str]] = {
    "api:checkpoint": ("/api/v1/checkpoint", "application/json"),
    "api:deadlines": ("/api/v1/deadlines?term=request.answer&since=2026-04-01", "application/json"),
    "api:working_days": ("/api/v1/working-days?since=2026-04-01", "application/json"),
    "api:entries": ("/api/v1/entries", "application/json"),
    "api:entry": ("/api/v1/entries/100", "application/json"),
    "api:index": ("/api/v1/", "application/json"),
    "api:kinds": ("/api/v1/kinds", "application/json"),
    "api:openapi": ("/api/v1/openapi.json", "application/json"),
    "api:proof": ("/api/v1/entries/100/proof", "application/json"),
    "api:record": ("/api/v1/records/meetings.agreement/CGA-2023-ORD-01-01", "application/json"),
    "api:records": ("/api/v1/records", "application/json"),
    "bodies:popolo": ("/datos/popolo.json", "application/json"),
    "commitments:calendar": ("/compromisos/calendario.ics", "text/calendar"),
    "law:calendar_download": ("/comision/marco-legal/dias-inhabiles/municipio/2026.ics", "text/calendar"),
    "log:bundle": ("/registro/tile/entries/000.p/7", "application/octet-stream"),
    "log:checkpoint": ("/registro/checkpoint", "text/plain"),
    "log:entry_body": ("/registro/actos/100.json", "application/json"),
    "log:entry_proof": ("/registro/actos/100.tlog-proof", "text/plain"),
    "log:schema": ("/registro/esquemas/meetings.agreement.json", "application/json"),
    "log:tile": ("/registro/tile/0/000.p/7", "application/octet-stream"),
    "log:vkey": ("/registro/llave", "text/plain"),
    "meetings:agreements_calendar": ("/comision/acuerdos/calendario.ics", "text/calendar"),
    "meetings:calendar": ("/comision/sesiones/calendario.ics", "text/calendar"),
    "meetings:session_ics": ("/comision/sesiones/2026/ordinaria-03/sesion.ics", "text/calendar"),
    "opendata:datasette": ("/datos/metadata.json", "application/json"),
    "opendata:json_ld": ("/datos/catalogo.jsonld", "application/ld+json"),
    "opendata:package": ("/datos/completo.zip", "application/zip"),
    "opendata:sqlite": ("/datos/registros.sqlite", "application/vnd.sqlite3"),
    "opendata:turtle": ("/datos/catalogo.ttl", "text/turtle"),
    "record_preview": ("/og/meetings.agreement/CGA-2023-ORD-01-01/2.jpg", "image/jpeg"),
    "register:atom": ("/novedades/atom.xml", "application/atom+xml"),
    "register:section_atom": ("/novedades/acuerdos/atom.xml", "application/atom+xml"),
    "robots": ("/robots.txt", "text/plain"),
    "site_preview": ("/og/sitio.jpg", "image/jpeg"),
    "sitemap": ("/sitemap.xml", "application/xml"),
    "sitemap_part": ("/sitemap/1.xml", "application/xml"),
}
FILES |= {f"api:{name}": (f"/api/v1/{name}", "application/json") for name in collections()}
for _name, _base in LISTINGS.items():
    FILES[f"{_name}_file"] = (f"{_base}descarga.csv", "text/csv")
    FILES[f"{_name}_embed"] = (f"{_base}insertar/", "text/html")
# Tried elsewhere: they need something that no fixed address has.
ELSEWHERE = {
    "notifications:confirm": "needs a link from a message: notifications/tests",
    "notifications:preferences": "needs a link from a message: notifications/tests",
    "notifications:leave": "needs a link from a message: notifications/tests",
    "api:api-root": "the same address as the index",
    "api_nothing": "answers 404: api/tests",
    "accounts:logout": "only by POST",
    "accounts:second_step": "only after the first step: tests/security/test_sign_in.py",
    "accounts:passkey": "only by POST: tests/browser/test_passkeys.py",
    "accounts:passkey_question": "only by POST: tests/browser/test_passkeys.py",
    "accounts:reset": "named by a secret: tests/security/test_mailed_links.py",
    "accounts:invitation": "named by a secret: tests/security/test_mailed_links.py",
    "accounts:invitation_passkey": "named by a secret: tests/security/test_mailed_links.py",
    "accounts:email_confirm": "named by a secret: tests/security/test_mailed_links.py",
    "log:cosign": "only by POST: register/tests",
    "log:file": "named by its fingerprint: test_crawl.py follows its link",
    "commitments:csv": "leads to where it is now: tests/site/test_listings.py",
    "commitments:json": "leads to where it is now: tests/site/test_listings.py",
    "meetings:agreements_csv": "leads to where it is now: tests/site/test_listings.py",
    "meetings:votes_csv": "leads to where it is now: tests/site/test_listings.py",
    "meetings:folder": "needs papers attached to the agenda: meetings/tests",
    "website:page_text": "numbered by the database: test_crawl.py follows its link",
    "page_image": "needs an image: website/tests/test_pages.py",
}
FOREIGN = ("trabajo/paginas/", "documentos/")
"""The page editor and its documents: another package's pages."""


def public_routes() -> set[str]:
    """The name of every route of ours that anybody may open."""
    return {name for name, pattern in _routes(get_resolver()) if _is_public(pattern)}


def _is_public(pattern: URLPattern) -> bool:
    return getattr(pattern.callback, "access", None) == "public"


def _routes(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if str(pattern.pattern).startswith(FOREIGN):
            continue
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _routes(pattern, inner)
        elif pattern.name:
            yield f"{space}{pattern.name}", pattern


def route_of(address: str) -> str:
    """The name of the route that answers an address."""
    return resolve(address.partition("?")[0].partition("#")[0]).view_name
