"""Where uploaded files lie when several machines share them: an S3-compatible service."""

from django.conf import settings
from storages.backends.s3 import S3Storage


class ObjectStorage(S3Storage):
    """A private bucket. Visitors never see its addresses: every file is served by this site, with its own headers."""

    file_overwrite = False
    default_acl = None

    def url(self, name: str, *args: object, **kwargs: object) -> str:
        """The address at this site."""
        return f"{settings.MEDIA_URL}{name}"
