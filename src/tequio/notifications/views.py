"""The public's pages: follow, confirm, change, leave. Nobody needs an account; each page answers to its own link.

None of them uses a cookie, so there is no request that another site could forge with somebody's rights: the link is the
proof, and mail programs post to it by themselves (RFC 8058).
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tequio.core.limits import limited
from tequio.notifications import actions
from tequio.notifications.forms import FollowForm, PreferencesForm
from tequio.notifications.links import For, follower_of, request_of, token_for
from tequio.notifications.models import Follower
from tequio.notifications.topics import EVERYTHING, find_topic


@csrf_exempt
@never_cache
@limited("follow", per_minute=6, per_hour=30, methods=("POST",))
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Ask to be told; the answer is the same whoever the address belongs to."""
    wanted = (request.POST.get("topic") or request.GET.get("tema", ""))[:200]
    form = FollowForm(request.POST or None, wanted=wanted)
    if request.method == "POST" and form.is_valid():
        topic = find_topic(form.cleaned_data["topic"])
        if topic is None:
            raise Http404
        actions.ask_to_follow(
            email=form.cleaned_data["email"],
            topic=topic,
            rhythm=form.cleaned_data["rhythm"],
            language=get_language() or "es",
        )
        return HttpResponseRedirect(reverse("notifications:asked"))
    context = {"form": form, "topic": find_topic(wanted) or find_topic(EVERYTHING)}
    return render(request, "notifications/follow.html", context, status=422 if form.errors else 200)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What to do next: look at one's mail."""
    title = _("Falta un paso: revisa tu correo")
    return render(request, "notifications/done.html", {"title": title, "step": "asked"})


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Say yes. Opening the link changes nothing: programs that look at mail open links too."""
    waiting = request_of(token)
    if waiting is None:
        return _void(request)
    if request.method == "POST":
        follower = actions.confirm(waiting)
        return HttpResponseRedirect(_preferences_url(follower) + "?nuevo=1")
    return render(request, "notifications/confirm.html", {"topic": find_topic(waiting.topic)})


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """What the address follows, and how often it is told."""
    follower = follower_of(token, For.PREFERENCES)
    if follower is None:
        return _void(request)
    form = PreferencesForm(request.POST or None, follower=follower)
    if request.method == "POST" and form.is_valid():
        if actions.change_preferences(follower, **form.cleaned_data) is None:
            return HttpResponseRedirect(reverse("notifications:left"))
        return HttpResponseRedirect(request.path + "?guardado=1")
    context = {
        "form": form,
        "email": follower.email,
        "is_new": "nuevo" in request.GET,
        "is_saved": "guardado" in request.GET,
        "leave_url": reverse("notifications:leave", args=[token_for(follower, For.LEAVE)]),
    }
    return render(request, "notifications/preferences.html", context, status=422 if form.errors else 200)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Stop being told: one press on the page, or one POST of the mail program."""
    follower = follower_of(token, For.LEAVE)
    if request.method == "POST":
        if follower:
            actions.leave(follower)
        return HttpResponseRedirect(reverse("notifications:left"))
    if follower is None:
        return _void(request)
    return render(request, "notifications/leave.html", {"email": follower.email})


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """Nothing is kept any more."""
    title = _("Listo, borramos tu dirección")
    return render(request, "notifications/done.html", {"title": title, "step": "left"})


def _void(request: HttpRequest) -> HttpResponse:
    """A link that is old, used, or of another purpose; the page is the same for all of them."""
    title = _("Este enlace ya no sirve")
    return render(request, "notifications/done.html", {"title": title, "step": "void"}, status=404)


def _preferences_url(follower: Follower) -> str:
    return reverse("notifications:preferences", args=[token_for(follower, For.PREFERENCES)])
