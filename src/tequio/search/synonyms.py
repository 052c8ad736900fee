"""Words that lead to each other in search: the law's new names and the old ones, and what people call things.

Each group says why it is there. Terms are read through the same folding as everything else, so accents, capitals and
plurals need no line of their own.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from tequio.search.folding import words

Phrase = tuple[str, ...]


class Synonyms(NamedTuple):
    """Terms that mean the same to whoever searches, and the reason."""

    terms: tuple[str, ...]
    reason: str


GROUPS = (
    Synonyms(
        ("transparencia con sentido social", "transparencia proactiva", "transparencia focalizada"),
        "LGTAIP 2025, arts. 50-52: the new name; people still use the old ones",
    ),
    Synonyms(
        ("Transparencia para Puebla", "ITAIPUE", "INAI", "IFAI", "CAIP", "Transparencia para el Pueblo"),
        "the guarantor bodies before and after the laws of 20-03-2025 and 31-07-2025",
    ),
    Synonyms(
        ("apertura institucional", "gobierno abierto"),
        "LGTAIP 2025, arts. 53-55: the chapter's name",
    ),
    Synonyms(
        ("CIGA", "Comisión Intersecretarial", "Comité Intersecretarial"), "press and pages use all three"
    ),
    Synonyms(("comisión", "comité"), "people do not tell one collegiate body from the other"),
    Synonyms(
        ("solicitud de información", "derecho a saber", "acceso a la información"), "one right, three names"
    ),
    Synonyms(("Unidad de Transparencia", "UT", "UTAIP"), "its acronyms"),
    Synonyms(
        ("Plataforma Nacional de Transparencia", "PNT", "Infomex"), "the platform and the one before it"
    ),
    Synonyms(("derechos ARCO", "datos personales"), "how a person asks about their own data"),
    Synonyms(("Cabildo", "regidores"), "the council is asked for by its people"),
    Synonyms(
        (
            "presidencia municipal",
            "presidente municipal",
            "presidenta municipal",
            "alcalde",
            "alcaldesa",
            "edil",
        ),
        "the office is asked for by whoever holds it",
    ),
    Synonyms(("sesión", "reunión", "junta de la comisión"), "the common words for a session"),
    Synonyms(("acta", "minuta"), "the common word for minutes"),
    Synonyms(("compromiso", "promesa"), "what was promised"),
    Synonyms(("marco legal", "normatividad", "reglamento", "leyes"), "the common words for norms"),
    Synonyms(("bache", "hoyo", "pavimentación", "repavimentación"), "the fault and its repair"),
    Synonyms(("alumbrado público", "luminaria", "lámpara", "poste de luz"), "street lights"),
    Synonyms(("predial", "impuesto predial", "boleta predial"), "the property tax"),
    Synonyms(("basura", "residuos", "limpia", "recolección"), "the office says residuos, people say basura"),
    Synonyms(("agua potable", "SOSAPACH", "tubería"), "water is asked for by its provider"),
    Synonyms(("drenaje", "alcantarillado", "coladera"), "sewers"),
    Synonyms(("seguridad pública", "policía", "patrulla"), "police"),
    Synonyms(("licencia de funcionamiento", "permiso para negocio", "abrir un negocio"), "opening a shop"),
    Synonyms(("presupuesto", "gasto", "dinero"), "money"),
    Synonyms(("contrato", "licitación", "adjudicación", "compra"), "purchases"),
    Synonyms(("obra pública", "obras"), "public works"),
    Synonyms(("junta auxiliar", "inspectoría"), "the parts of the municipality"),
    Synonyms(("náhuatl", "mexicano", "mexikatlahtolli", "lengua indígena"), "names of the language"),
    Synonyms(("taller", "capacitación", "curso"), "training"),
)


@lru_cache(maxsize=1)
def alternatives() -> Mapping[Phrase, tuple[Phrase, ...]]:
    """For each folded term, the other terms of its group."""
    table: dict[Phrase, tuple[Phrase, ...]] = {}
    for group in GROUPS:
        phrases = [phrase(term) for term in group.terms]
        for one in phrases:
            table[one] = (*table.get(one, ()), *(other for other in phrases if other != one))
    return MappingProxyType(table)


@lru_cache(maxsize=1)
def longest() -> int:
    """The number of words of the longest term."""
    return max(len(one) for one in alternatives())


def phrase(term: str) -> Phrase:
    """The stems of *term*, in order."""
    return tuple(word.stem for word in words(term))
