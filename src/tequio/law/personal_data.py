"""Law and calendars speak of nobody."""

from tequio.core.personal_data import INVENTORY

INVENTORY.declare_impersonal(
    "Norms, terms and calendars: public texts and dates",
    *("law.Norm", "law.Provision", "law.WorkCalendar", "law.NonWorkingDay", "law.Term", "law.TermVersion"),
)
