"""The legal frame that a new town starts with: norms, terms and rest days, each with its source.

Data only, in our own words. ``actions.load_base_law`` publishes it; from then on the town owns it and may change it.
Read from public copies of the laws in February 2026: nothing here was confirmed by an authority yet.
"""

from tequio.law.seed.calendar import COVERS, LFT_74_DAYS
from tequio.law.seed.norms import NORMS
from tequio.law.seed.terms import TERMS

__all__ = ["COVERS", "LFT_74_DAYS", "NORMS", "TERMS"]
