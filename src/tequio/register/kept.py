"""Nothing typed is lost: a form that was put off, or that met the end of its session, comes back as it was."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import wraps
from typing import Any

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _

from tequio.accounts.models import User
from tequio.core import clock
from tequio.register.due import AT_MOST, DueItem, DueKind, provides_due
from tequio.register.models import KEPT_FOR, KeptForm

OWNER = "_quien"
"""The hidden field that says, signed, whose form it is: only with it is anything kept for somebody signed out."""
SEEN = "_visto"
"""The hidden field with the fingerprint of what the form started from (``desk.py``)."""
LATER = "_luego"
"""The button "Guardar y seguir después"."""
FORGET = "_olvidar"
"""The button that throws away what was kept."""
LONGEST = 200_000  # characters of JSON
SEALED_FOR = timedelta(days=7)
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", OWNER, LATER, FORGET})
_signer = TimestampSigner(salt="tequio.register.kept")


def seal(user: User) -> str:
    """The value of :data:`OWNER`."""
    return _signer.sign(str(user.pk))


def keep(request: HttpRequest, user: User, title: str = "") -> bool:
    """Keep what was typed in the form that *request* sends; ``False`` when it is too long to keep."""
    typed = [
        [name, value]
        for name, values in request.POST.lists()
        if name not in NEVER_KEPT and "password" not in name
        for value in values
    ]
    if len(json.dumps(typed)) > LONGEST or len(request.get_full_path()) > 400:
        return False
    values = {"typed": typed, "kept_at": clock.now()} | ({"title": title[:200]} if title else {})
    KeptForm.objects.update_or_create(user=user, path=request.get_full_path(), defaults=values)
    return True


def find(request: HttpRequest, user: User) -> KeptForm | None:
    """What this person had typed in the form at this address."""
    return KeptForm.objects.filter(user=user, path=request.get_full_path()).first()


def forget(request: HttpRequest, user: User) -> None:
    """It was sent, or is not wanted."""
    KeptForm.objects.filter(user=user, path=request.get_full_path()).delete()


def data_of(kept: KeptForm) -> QueryDict:
    """The same as the browser sent it."""
    data = QueryDict(mutable=True)
    for name, value in kept.typed:
        data.appendlist(name, value)
    return data


def kept_when_signed_out(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap a form's view: when the session ended while it was filled in, what it sends waits for its owner."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            owner = _owner(request)
            if owner:
                keep(request, owner)
        return view(request, *args, **kwargs)

    return run


def _owner(request: HttpRequest) -> User | None:
    try:
        key = _signer.unsign(request.POST.get(OWNER, ""), max_age=SEALED_FOR)
    except BadSignature:
        return None
    found: User | None = User.objects.filter(pk=key, is_active=True).first()
    return found


def erase_old() -> int:
    """Erase what nobody came back to in thirty days; say how many."""
    return KeptForm.objects.filter(kept_at__lt=clock.now() - KEPT_FOR).delete()[0]


@provides_due
def kept_forms_due(user: User) -> Iterator[DueItem]:
    """The forms that *user* put off."""
    for kept in KeptForm.objects.filter(user=user).order_by("kept_at")[:AT_MOST]:
        yield DueItem(
            key=f"register.kept:{kept.pk}",
            kind=DueKind.YOURS,
            title=_("Seguir con: %(what)s") % {"what": kept.title or kept.path},
            why=_("Lo dejaste para después. Todavía no se guarda."),
            url=kept.path,
        )
