"""The letters with a link: invitation, reset, change of address. Links are built from the settings, not the request."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from tequio.accounts import audit, links
from tequio.accounts.models import EventKind, Purpose, User
from tequio.core.models import Town
from tequio.mail import queue
from tequio.mail.purposes import Purpose as MailPurpose


def send_invitation(user: User) -> None:
    """Invite *user* to take the account up; an earlier invitation ends."""
    token = links.issue(user, Purpose.INVITATION)
    with translation.override(settings.LANGUAGE_CODE):
        town = Town.current().name
        queue.send(
            to=user.email,
            subject=_("Tu cuenta en el espacio de trabajo de {town}").format(town=town),
            text=_(
                "Hola, {name}:\n\nYa tienes una cuenta para trabajar en la comisión. Tu nombre de usuario es"
                " {username}.\n\nAbre este enlace y elige cómo vas a entrar. Sirve una vez, durante 7 días:\n{link}\n\n"
                "Si no esperabas este correo, ignóralo: sin el enlace nadie puede usar la cuenta.\n"
            ).format(
                name=user.first_name or user.username,
                username=user.username,
                link=audit.site_link("accounts:invitation", token),
            ),
            purpose=MailPurpose.INVITATION,
        )


def send_reset(typed: str) -> None:
    """Send a link to choose a new password, if *typed* is the address of an account that was taken up.

    An invitation that nobody accepted is not revived this way: only the administration sends another.
    """
    user = User.objects.filter(email__iexact=typed, is_active=True).first()
    if user is None or not user.has_way_in:
        return
    token = links.issue(user, Purpose.RESET)
    audit.note(EventKind.RESET_ASKED, user)
    with translation.override(settings.LANGUAGE_CODE):
        queue.send(
            to=user.email,
            subject=_("Cambia tu contraseña"),
            text=_(
                "Alguien pidió cambiar la contraseña de tu cuenta {username}. Si fuiste tú, abre este enlace. Sirve una"
                " vez, durante 2 horas:\n{link}\n\nSi no fuiste tú, ignora este correo: tu contraseña no cambia.\n"
            ).format(username=user.username, link=audit.site_link("accounts:reset", token)),
            purpose=MailPurpose.ACCOUNT,
        )


def send_email_check(user: User, new_email: str) -> None:
    """Ask the new address to confirm itself; until then nothing changes."""
    token = links.issue(user, Purpose.EMAIL, new_email=new_email)
    with translation.override(settings.LANGUAGE_CODE):
        queue.send(
            to=new_email,
            subject=_("Confirma tu correo"),
            text=_(
                "Pediste usar este correo en tu cuenta {username}. Abre este enlace para confirmarlo. Sirve una vez,"
                " durante 24 horas:\n{link}\n"
            ).format(username=user.username, link=audit.site_link("accounts:email_confirm", token)),
            purpose=MailPurpose.CONFIRMATION,
        )
