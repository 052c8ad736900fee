"""What the staff pages of a session share: they find it by its address and return to its page."""

from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tequio.accounts.roles import Permission
from tequio.core.clock import ONE_DAY
from tequio.meetings.models import Meeting
from tequio.meetings.permissions import ACTS, DESK, Act
from tequio.register.desk import ActionFormView, ConfirmView


def desk_url(meeting: Meeting, name: str = "desk_meeting", *more: Any) -> str:
    """The staff page *name* of a session."""
    return reverse(f"meetings:{name}", args=[meeting.year, meeting.slug, *more])


LONGEST_SESSION = timedelta(hours=12)
"""Beyond it an hour earlier than the opening is a slip, not the next day's small hours."""


def at_hour(meeting: Meeting, hour: time) -> datetime:
    """That hour of the session's day."""
    day = meeting.held_on or timezone.localdate()
    return timezone.make_aware(datetime.combine(day, hour))


def closing_hour(meeting: Meeting, hour: time) -> datetime:
    """That hour after the opening: of the next day for a session that went past midnight."""
    moment = at_hour(meeting, hour)
    if meeting.opened_at is None or moment >= meeting.opened_at:
        return moment
    next_day = timezone.make_aware(datetime.combine(timezone.localdate(moment) + ONE_DAY, hour))
    return next_day if next_day - meeting.opened_at <= LONGEST_SESSION else moment


class OfMeeting:
    """A staff page about the session that its address names. Who may act is for the action to say."""

    permissions: ClassVar[tuple[Permission, ...]] = DESK
    act: ClassVar[Act | None] = None
    kwargs: dict[str, Any]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, or back to the session's page when it is not the moment for it."""
        if self.act and self.meeting.status not in ACTS[self.act][1]:
            messages.warning(request, _("Ahora no es momento de eso. Mira lo que sigue."))
            return HttpResponseRedirect(desk_url(self.meeting))
        return super().get(request, *args, **kwargs)  # type: ignore[misc]  # a mixin

    @cached_property
    def meeting(self) -> Meeting:
        """The session of this address."""
        meetings = Meeting.objects.select_related("body", "integration", "area")
        found: Meeting = get_object_or_404(meetings, year=self.kwargs["year"], slug=self.kwargs["slug"])
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumb = (self.meeting.title, desk_url(self.meeting))
        return super().get_context_data(meeting=self.meeting, crumb=crumb, **kwargs)  # type: ignore[misc]  # a mixin

    def done_url(self, _result: Any) -> str:
        return desk_url(self.meeting)


class MeetingFormView(OfMeeting, ActionFormView):
    """A form about one session."""

    template_name = "meetings/desk_form.html"


class MeetingConfirmView(OfMeeting, ConfirmView):
    """A confirmation about one session."""

    template_name = "meetings/desk_confirm.html"
