"""Pictures and documents of the page editor pass the same door as the files of the acts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from tequio.core.legal import RuleError
from tequio.register.files import checked, kept_content


def _admitted(given: Any) -> Any:
    """What to keep of a file just sent; a file that was there already is left as it is."""
    if not isinstance(given, UploadedFile):
        return given
    try:
        name, media_type = checked(given)
        content = kept_content(given, media_type)
    except RuleError as refused:
        raise ValidationError(str(refused)) from refused
    return SimpleUploadedFile(name, content.read(), media_type)


class ImageForm(BaseImageForm):
    """A picture: only what is seen of it is kept."""

    def clean_file(self) -> Any:
        """The picture written anew."""
        return _admitted(self.cleaned_data["file"])


class DocumentForm(BaseDocumentForm):
    """A document: its kind is read from its bytes, and it hides nothing."""

    def clean_file(self) -> Any:
        """The document under a name of ours."""
        return _admitted(self.cleaned_data["file"])
