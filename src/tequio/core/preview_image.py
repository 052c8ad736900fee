"""The picture that a shared link shows: 1200 × 630, drawn here with the site's own letter and tiles."""

from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
MARGIN = 80
TILE = 56
WHITE, LIME, INK, DEEP, BLUE, GOLD, CLAY = (
    *("#FFFFFF", "#FBF7F0", "#1B1F2A", "#0B1F4B"),
    *("#173F8A", "#F2A100", "#8A3B1E"),
)
TITLE_SIZES = (76, 68, 60, 52, 46)
TITLE_LINES = 4
FOOT = 110  # height of the strip below


def draw(*, kicker: str, title: str, place: str, date: str) -> bytes:
    """A JPEG under 300 KB: what it is, its title as large as fits, whose it is and when."""
    image = Image.new("RGB", SIZE, LIME)
    pen = ImageDraw.Draw(image)
    _tiles(pen)
    pen.text((MARGIN, TILE + 62), _drawable(kicker), font=_font(34), fill=CLAY)
    lines, font = _fit(_drawable(title))
    top = TILE + 122
    for line in lines:
        pen.text((MARGIN, top), line, font=font, fill=DEEP)
        top += round(font.size * 1.2)
    _foot(pen, _drawable(place), _drawable(date))
    target = BytesIO()
    image.save(target, "JPEG", quality=86, optimize=True)
    return target.getvalue()


def _tiles(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, 0, SIZE[0], TILE), fill=WHITE)
    half, petal = TILE / 2, TILE * 0.28
    for x in range(0, SIZE[0] + TILE, TILE):
        for y in (0, TILE):  # a quarter of a disc in each corner
            pen.ellipse((x - petal, y - petal, x + petal, y + petal), fill=BLUE)
            pen.ellipse((x - petal / 2.2, y - petal / 2.2, x + petal / 2.2, y + petal / 2.2), fill=GOLD)
        for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0)):
            _petal(pen, (x + half, half), (dx, dy), half)
    pen.rectangle((0, TILE, SIZE[0], TILE + 3), fill=DEEP)
    pen.rectangle((0, TILE + 4, SIZE[0], SIZE[1]), fill=LIME)


def _petal(
    pen: ImageDraw.ImageDraw, centre: tuple[float, float], towards: tuple[int, int], half: float
) -> None:
    """One of the four leaves of the flower in the middle of a tile."""
    (x, y), (dx, dy) = centre, towards
    middle = (x + dx * half * 0.4, y + dy * half * 0.4)
    side = (dy * half * 0.26, dx * half * 0.26)
    left = (middle[0] + side[0], middle[1] + side[1])
    right = (middle[0] - side[0], middle[1] - side[1])
    pen.polygon([centre, left, (x + dx * half * 0.8, y + dy * half * 0.8), right], fill="#2F62C4")


def _foot(pen: ImageDraw.ImageDraw, place: str, date: str) -> None:
    top = SIZE[1] - FOOT
    pen.rectangle((0, top, SIZE[0], SIZE[1]), fill=DEEP)
    pen.rectangle((0, top, SIZE[0], top + 6), fill=GOLD)
    font = _font(32)
    width = SIZE[0] - 2 * MARGIN
    date_width = pen.textlength(date, font=font)
    pen.text((MARGIN, top + 40), _cut(place, font, width - date_width - 40), font=font, fill=WHITE)
    pen.text((SIZE[0] - MARGIN - date_width, top + 40), date, font=font, fill="#C9D6F2")


def _fit(title: str) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """The title in the largest size that takes four lines at most; cut when not even the smallest does."""
    width = SIZE[0] - 2 * MARGIN
    for size in TITLE_SIZES:
        font = _font(size)
        lines = _wrap(title, font, width)
        if len(lines) <= TITLE_LINES and len(lines) * size * 1.2 <= SIZE[1] - TILE - FOOT - 140:
            return lines, font
    lines = lines[:TITLE_LINES]
    lines[-1] = _cut(f"{lines[-1]} {title[-1:]}…", font, width) if len(lines) == TITLE_LINES else lines[-1]
    return lines, font


def _wrap(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    lines: list[str] = [""]
    for word in text.split():
        word = _cut(word, font, width)
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    """*text*, shortened with an ellipsis until it fits."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _drawable(text: str) -> str:
    """The text in letters that the font has: the saltillo, which it lacks, becomes an apostrophe in the picture."""
    return text.replace("Ꞌ", "’").replace("ꞌ", "’").replace("ʼ", "’")


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    data = files("tequio.core").joinpath("fonts/public-sans-bold.ttf").read_bytes()
    return ImageFont.truetype(BytesIO(data), size)
