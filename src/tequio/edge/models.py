from django.db import models
from django.db.models import Q


class Generation(models.Model):
    """How many times what the public may read has changed: one row, which the database itself counts up
    (``triggers.py``) in the transaction of each change.
    """

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="edge_one_generation")]

    def __str__(self) -> str:
        return str(self.number)


class PendingChange(models.Model):
    """PostgreSQL only: a transaction that changed something public and has not committed. Always empty to a reader."""

    transaction = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.transaction)
