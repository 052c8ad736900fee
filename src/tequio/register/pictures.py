"""Pictures before they are kept: only what is seen stays. Where they were taken, with what and by whom, goes."""

from io import BytesIO
from typing import IO, Any

from django.utils.translation import gettext_lazy as _
from PIL import Image

from tequio.core.legal import RuleError

MAX_PIXELS = 50_000_000
"""150 MB of memory while it is decoded; a page shows less than 3 million."""
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
ORIENTATION = 0x0112  # Exif: how to turn the picture to see it upright


def cleaned(file: IO[bytes], media_type: str) -> bytes:
    """The picture alone, written anew: no Exif (place, camera, author), XMP, comment, miniature or bytes after it.

    A JPEG keeps its quantization, so that no detail is lost that shows. Raises
    :class:`~tequio.core.legal.RuleError` when it is damaged, moves, or has more than :data:`MAX_PIXELS`.
    """
    kind = FORMATS[media_type]
    try:
        with Image.open(file, formats=[kind]) as picture:
            _check(picture)
            picture.load()
            return _written(picture, kind)
    except RuleError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except Exception:  # a decoder given hostile bytes breaks in as many ways as there are bytes
        raise RuleError(
            _("La imagen está dañada. Ábrela, guárdala otra vez y súbela."), field="file"
        ) from None


def _check(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_large()
    # A telephone's MPO is a JPEG with a second picture behind, which is left out.
    if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
        raise RuleError(_("La imagen tiene movimiento. Sube una imagen fija."), field="file")


def _written(picture: Image.Image, kind: str) -> bytes:
    orientation = picture.getexif().get(ORIENTATION, 1)
    seen = {"icc_profile", "transparency"}  # colours; everything else that was read is said, not seen
    picture.info = {name: value for name, value in picture.info.items() if name in seen}
    options: dict[str, Any] = {}
    if orientation in range(2, 9):
        upright = Image.Exif()
        upright[ORIENTATION] = orientation
        options["exif"] = upright.tobytes()
    if kind == "JPEG":
        options |= {"quality": "keep"} if picture.format == "JPEG" else {"quality": 92}
    elif kind == "WEBP":
        options["quality"] = 90
    output = BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()


def _too_large() -> RuleError:
    return RuleError(_("La imagen tiene más de 50 millones de puntos. Redúcela y súbela."), field="file")
