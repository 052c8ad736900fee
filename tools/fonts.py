"""Make the font files of the site again from their published packages.

    npm pack @fontsource-variable/public-sans@5.3.0 @expo-google-fonts/public-sans@0.4.2
    apt-get download fonts-sil-andika
    python tools/fonts.py FOLDER_WITH_THE_THREE_UNPACKED

Each subset keeps only the letters of its `unicode-range` in tequio.css, so a page loads one small file.
`FOLDER` is searched for the source files by name; a missing one is an error.
"""

import argparse
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

CORE = Path(__file__).resolve().parent.parent / "src" / "tequio" / "core"
WEB = CORE / "static" / "tequio" / "fonts"
PREVIEW = CORE / "fonts"

READING = "Tequio Lectura"  # our name for the Andika subsets
SPANISH = (
    [*range(0x20, 0x7F), 0xA0]
    + [ord(c) for c in "ÁÉÍÓÚÜÑáéíóúüñàèòâêôäëïöçã"]
    + [ord(c) for c in "¡¿«»“”‘’–—…•·©ª°º²³½§×−±"]
)
MACRONS = [ord(c) for c in "ĀāĒēĪīŌōŪūȲȳ"]
SALTILLO = [0xA78B, 0xA78C, 0x2BC]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt", "tnum", "pnum"]


def subset(font: TTFont, letters: list[int]) -> TTFont:
    """Keep `letters`, kerning and tabular figures; drop hinting and the rest."""
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.drop_tables += ["Silt"]  # SIL's own table; only its tools read it
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 14]  # copyright and the address of the licence stay inside
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def rename(font: TTFont, family: str) -> None:
    """Give the font another name: the OFL forbids changed copies to carry a reserved one, such as Andika."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (1, 3, 4, 6):
            text = family.replace(" ", "") if record.nameID == 6 else family
            names.setName(text, record.nameID, record.platformID, record.platEncID, record.langID)


def find(folder: Path, name: str) -> Path:
    """The only file called `name` below `folder`."""
    found = sorted(folder.rglob(name))
    if not found:
        raise SystemExit(f"{name} is not below {folder}")
    return found[0]


def web(source: Path, target: str, letters: list[int], family: str = "") -> None:
    """Write one woff2 subset; a variable font keeps the weights 400 to 700."""
    font = TTFont(source)
    if family:
        rename(font, family)
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": (400, 700)})
    font = subset(font, letters)
    font.flavor = "woff2"
    font.save(WEB / target)


def main() -> None:
    """Write every committed font file from the sources in the folder given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    web(find(folder, "public-sans-latin-wght-normal.woff2"), "public-sans-es.woff2", SPANISH)
    web(find(folder, "public-sans-latin-ext-wght-normal.woff2"), "public-sans-macron.woff2", MACRONS)
    for weight in ("Regular", "Bold"):
        name = f"lectura-{weight.lower()}"
        source = find(folder, f"Andika-{weight}.ttf")
        web(source, f"{name}.woff2", SPANISH, READING)
        web(source, f"{name}-nah.woff2", MACRONS + SALTILLO, READING)
    bold = subset(TTFont(find(folder, "PublicSans_700Bold.ttf")), SPANISH + MACRONS)
    bold.save(PREVIEW / "public-sans-bold.ttf")


if __name__ == "__main__":
    main()
