"""What the staff of the example town is still writing, and two kinds of page that its story does not tell.

Every draft holds ``SECRET``: no stranger may read that word anywhere.
"""

from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from tequio.accounts.models import User
from tequio.bodies import actions as bodies
from tequio.bodies.models import Body, Organization
from tequio.bodies.rules import BodyKind, OrganizationKind, PlaceKind
from tequio.commitments import actions as commitments
from tequio.commitments.models import ActionPlan, Commitment
from tequio.commitments.rules import Theme
from tequio.core import clock
from tequio.law.actions import create_norm
from tequio.law.rules import Level
from tequio.meetings import actions as meetings
from tequio.meetings.models import Meeting
from tequio.meetings.rules import ItemKind, MeetingKind
from tequio.register.models import File, Record
from tequio.website.actions.translations import save_translation
from tequio.website.models import EditorialPage, SiteRoot

SECRET = "Xilocanario"
BRIEF = f"Todavía nadie debe leer {SECRET}."
COUNCIL, EVENT = "Consejo Ciudadano de Datos", "El Cabildo crea la comisión"


def publish_the_rest(by: User) -> None:
    """A council besides the commission, and a milestone of its life."""
    commission = Body.objects.commission()
    assert commission is not None
    council = bodies.create_body(
        name=COUNCIL, short_name="CCD", kind=BodyKind.COUNCIL, organization=commission.organization, by=by
    )
    bodies.publish_body(body=council, by=by)
    fields = {
        "title": EVENT,
        "occurred_on": date(2023, 4, 1),
        "text": "Lo aprobó el Cabildo en sesión pública.",
    }
    bodies.publish_event(event=bodies.create_event(body=commission, by=by, **fields), by=by)


def write_drafts(by: User) -> None:
    """One draft of everything that can be one."""
    commission = Body.objects.commission()
    assert commission is not None
    bodies.create_organization(name=f"Dirección {SECRET}", kind=OrganizationKind.DEPENDENCIA, by=by)
    bodies.create_place(name=f"Colonia {SECRET}", kind=PlaceKind.OTHER, x=30, y=30, by=by)
    bodies.create_body(
        name=f"Comité {SECRET}", kind=BodyKind.COMMITTEE, organization=commission.organization, by=by
    )
    bodies.create_event(body=commission, title=f"Hecho {SECRET}", occurred_on=clock.today(), by=by)
    bodies.prepare_integration(
        body=commission, label=f"Integración {SECRET}", installed_on=date(2027, 11, 1), by=by
    )
    create_norm(
        slug="borrador", level=Level.MUNICIPAL, name=f"Ley {SECRET}", issuer="Cabildo", summary=BRIEF, by=by
    )
    _session(commission, clock.now() + timedelta(days=60), by)
    _promise(commission, by)
    _page()
    _translation(by)


def _session(commission: Body, starts_at: datetime, by: User) -> None:
    meeting = meetings.prepare_meeting(
        draft=meetings.MeetingDraft(commission, MeetingKind.EXTRAORDINARY, starts_at, place=SECRET), by=by
    )
    item = meetings.add_agenda_item(meeting=meeting, title=f"Punto {SECRET}", kind=ItemKind.VOTE, by=by)
    upload = SimpleUploadedFile(f"{SECRET}.txt", f"carpeta {SECRET}\n".encode(), content_type="text/plain")
    meetings.attach_document(item=item, upload=upload, title=f"Carpeta {SECRET}", by=by)


def _promise(commission: Body, by: User) -> None:
    plan = ActionPlan.objects.latest("starts_on")
    commitments.create_plan(
        data=commitments.PlanData(
            slug="borrador",
            title=f"Plan {SECRET}",
            body=commission,
            starts_on=date(2027, 1, 1),
            ends_on=date(2027, 12, 31),
            summary=BRIEF,
        ),
        by=by,
    )
    data = commitments.CommitmentData(
        key="C-BORRADOR",
        plan=plan,
        title=f"Compromiso {SECRET}",
        summary=BRIEF,
        theme=Theme.values[0],
        lead=Organization.objects.published().first(),
        contact_office=SECRET,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
    )
    commitment = commitments.create_commitment(data=data, by=by)
    commitments.add_milestone(commitment=commitment, title=f"Hito {SECRET}", due_on=plan.ends_on, by=by)


def _page() -> None:
    root = SiteRoot.objects.get(locale__language_code="es")
    page = EditorialPage(title=f"Página {SECRET}", slug="borrador", summary=BRIEF, live=False)
    root.add_child(instance=page)
    page.save_revision()


def _translation(by: User) -> None:
    fields = {"title": SECRET, "summary": BRIEF, "text": SECRET}
    source = Record.objects.get(subject_type="bodies.body", path="/comision/")
    save_translation(source=source, language="nah", variant="ncx", fields=fields, credit="", rights="", by=by)


def draft_addresses() -> list[tuple[str, str]]:
    """Where each draft will be read one day, and the like of it that nobody wrote."""
    meeting = Meeting.objects.get(place=SECRET)
    file = File.objects.get(name__contains=SECRET)
    commitment = Commitment.objects.get(key="C-BORRADOR")
    of_meeting = meeting.get_absolute_url()
    secret, draft = SECRET.lower(), "borrador"
    return [
        (address, address.replace(part, "nadie"))
        for address, part in (
            (of_meeting, meeting.slug),
            (f"{of_meeting}sesion.ics", meeting.slug),
            (f"{of_meeting}votaciones.csv", meeting.slug),
            (commitment.get_absolute_url(), commitment.key),
            ("/compromisos/plan/borrador/", draft),
            ("/comision/marco-legal/borrador/", draft),
            ("/borrador/", draft),
            (f"/comision/dependencias/direccion-{secret}/", secret),
            (f"/municipio/lugares/colonia-{secret}/", secret),
            (f"/comision/organos/comite-{secret}/", secret),
            (f"/comision/hechos/hecho-{secret}/", secret),
            (f"/comision/integrantes/integracion-{secret}/", secret),
            (f"/registro/commitments.commitment/{commitment.key}/", commitment.key),
            (f"/og/commitments.commitment/{commitment.key}/1.jpg", commitment.key),
            (file.get_absolute_url(), file.sha256),
        )
    ]
