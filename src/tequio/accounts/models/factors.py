from django.db import models
from django.utils.translation import gettext_lazy as _

from tequio.accounts.models.people import User


class Totp(models.Model):
    """An authenticator app (RFC 6238). Unconfirmed until its first code was given."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="totps")
    sealed_secret = models.CharField(max_length=200)  # encrypted with a key made from SECRET_KEY
    last_counter = models.BigIntegerField(default=0)  # no code counts twice
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("aplicación de códigos")
        verbose_name_plural = _("aplicaciones de códigos")
        constraints = [models.UniqueConstraint(fields=["user"], name="accounts_one_totp_per_user")]

    def __str__(self) -> str:
        return f"TOTP {self.user_id}"


class Passkey(models.Model):
    """A WebAuthn credential: a phone, a computer or a hardware key that signs for its owner."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(_("nombre"), max_length=80)
    credential_id = models.CharField(max_length=1400, unique=True)  # base64url; WebAuthn allows 1,023 bytes
    credential = models.BinaryField()  # attested credential data, with the public key
    sign_count = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("llave de acceso")
        verbose_name_plural = _("llaves de acceso")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """A code for the day the second factor is lost; counts once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("código de recuperación")
        verbose_name_plural = _("códigos de recuperación")
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="accounts_recovery_code_unique")
        ]

    def __str__(self) -> str:
        return f"código {self.pk}"
