"""Hostile files at the doors that take files: the acts, the page editor and the room of imports."""

import io
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageChops, PngImagePlugin
from wagtail.documents.models import Document
from wagtail.images.models import Image as PagePicture

from tequio.accounts.models import User
from tequio.accounts.roles import Role
from tequio.core.legal import RuleError
from tequio.core.models import Town
from tequio.register import office, pictures
from tequio.register.files import published_file, store_file
from tequio.register.models import File
from tequio.register.tests.notices import Notice, publish

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PLACE = "19 degrees north CANARIO"
GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def photograph(kind: str = "JPEG", turned: int = 6) -> bytes:
    """A picture with everything that a telephone writes beside it."""
    picture = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = PLACE, turned
    exif.get_ifd(GPS)[29] = PLACE
    options = {"exif": exif.tobytes()}
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_itxt("XML:com.adobe.xmp", PLACE)
        options["pnginfo"] = text
    else:
        options["xmp"] = PLACE.encode()
    if kind == "JPEG":
        options["comment"] = PLACE.encode()
    output = io.BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue() + b"<script>CANARIO</script>"


def package(parts: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return output.getvalue()


def letter(**more: bytes) -> bytes:
    """A Word document of the smallest kind, and other parts named like ``word__x_xml``."""
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document>Hola</w:document>"}
    return package(
        parts | {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in more.items()}
    )


def workbook(hide: Callable[[xlsxwriter.Workbook, object], object] = lambda _book, _page: None) -> bytes:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        page = book.add_worksheet("Datos")
        page.write(0, 0, "Calle")
        hide(book, page)
    return output.getvalue()


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def kept(file: File) -> bytes:
    with file.content.open("rb") as stream:
        return bytes(stream.read())


@pytest.mark.parametrize(("name", "kind"), [("foto.jpg", "JPEG"), ("foto.png", "PNG"), ("foto.webp", "WEBP")])
def test_of_a_picture_only_what_is_seen_is_kept(town: Town, name: str, kind: str) -> None:
    content = photograph(kind)
    assert b"CANARIO" in content
    file = store_file(sent(name, content))
    bare = kept(file)
    assert b"CANARIO" not in bare
    assert file.size == len(bare)
    with Image.open(io.BytesIO(bare)) as after, Image.open(io.BytesIO(content)) as before:
        assert set(after.getexif()) == {ORIENTATION}
        assert after.getexif()[ORIENTATION] == 6, "it would lie on its side"
        difference = ImageChops.difference(after.convert("RGB"), before.convert("RGB"))
        assert max(highest for _low, highest in difference.getextrema()) <= 8


def test_the_same_picture_sent_again_is_the_same_file(town: Town) -> None:
    first = store_file(sent("a.jpg", photograph()))
    assert store_file(sent("b.jpg", photograph())) == first
    assert store_file(sent("c.jpg", kept(first))) == first


def test_a_picture_of_a_telephone_with_two_inside_keeps_the_first(town: Town) -> None:
    output = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(
        output, "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9), "blue")]
    )
    with Image.open(io.BytesIO(kept(store_file(sent("foto.jpg", output.getvalue()))))) as picture:
        assert (picture.format, getattr(picture, "n_frames", 1)) == ("JPEG", 1)


def moving() -> bytes:
    output = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(output, "WEBP", save_all=True, append_images=frames[1:])
    return output.getvalue()


def bomb(side: int) -> bytes:
    """A PNG of a few bytes that says it is a square of *side* pixels."""
    output = io.BytesIO()
    Image.new("1", (64, 64)).save(output, "PNG")
    data = output.getvalue()
    head = b"IHDR" + side.to_bytes(4, "big") * 2 + data[24:29]
    return data[:12] + head + zlib.crc32(head).to_bytes(4, "big") + data[33:]


HOSTILE_PICTURES = {
    "fifty thousand pixels a side": ("a.png", bomb(50_000), "millones de puntos"),
    "ten thousand pixels a side": ("a.png", bomb(10_000), "millones de puntos"),
    "eight thousand pixels a side": ("a.png", bomb(8_000), "millones de puntos"),
    "cut": ("a.jpg", photograph()[:400], "dañada"),
    "only its first bytes": ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 60, "dañada"),
    "moving": ("a.webp", moving(), "movimiento"),
    "another kind": ("a.png", photograph("JPEG"), "no corresponde"),
    "a drawing that is a program": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no corresponde"),
    "a page": ("a.jpg", b"<!doctype html><script>alert(1)</script>", "no corresponde"),
    "a drawing": ("a.svg", b"<svg/>", "No publicamos"),
}


@pytest.mark.parametrize(("name", "content", "words"), HOSTILE_PICTURES.values(), ids=HOSTILE_PICTURES)
def test_a_hostile_picture_is_refused_in_little_time_and_memory(
    town: Town, name: str, content: bytes, words: str
) -> None:
    tracemalloc.start()
    start = time.monotonic()
    with pytest.raises(RuleError, match=words):
        store_file(sent(name, content))
    assert time.monotonic() - start < 5
    assert tracemalloc.get_traced_memory()[1] < 300_000_000
    tracemalloc.stop()
    assert not File.objects.exists()


HOSTILE_PACKAGES = {
    "bomb": ("a.docx", letter(word__media=b"", word__big_xml=b"\0" * (office.MAX_UNPACKED + 1)), "por dentro"),
    "thousands of parts": ("a.docx", letter(**{f"p{n}": b"" for n in range(office.MAX_MEMBERS)}), "por dentro"),
    "entity": ("a.docx", letter(word__styles_xml=b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "dañado"),
    "entity in UTF-16": ("a.docx", letter(word__styles_xml='<!ENTITY a "a">'.encode("utf-16")), "dañado"),
    "macros": ("a.docx", letter(**{"word/vbaProject.bin": b"x"}), "macros"),
    "out of its folder": ("a.docx", letter(**{"../../etc/cron.d/x": b"x"}), "dañado"),
    "from the root": ("a.docx", letter(**{"/etc/cron.d/x": b"x"}), "dañado"),
    "a program in Java": ("a.docx", package({"META-INF/MANIFEST.MF": b"x"}), "no corresponde"),
    "an Excel called Word": ("a.docx", workbook(), "no corresponde"),
    "a Word called ODT": ("a.odt", letter(), "no corresponde"),
    "cut": ("a.xlsx", workbook()[:200], "dañado"),
    "page that is also a package": ("a.docx", b"<script>alert(1)</script>" + letter(), "no corresponde"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "words"), HOSTILE_PACKAGES.values(), ids=HOSTILE_PACKAGES)
def test_a_hostile_document_is_refused_in_little_time_and_memory(
    town: Town, name: str, content: bytes, words: str
) -> None:
    tracemalloc.start()
    start = time.monotonic()
    with pytest.raises(RuleError, match=words):
        store_file(sent(name, content))
    assert time.monotonic() - start < 5
    assert tracemalloc.get_traced_memory()[1] < 300_000_000
    tracemalloc.stop()


HIDDEN = {
    "sheet": ("a.xlsx", workbook(lambda book, _page: book.add_worksheet("B").hide()), "hojas ocultas"),
    "sheet that Excel does not list": (
        "a.xlsx", workbook(lambda book, _page: book.add_worksheet("B").very_hidden()), "hojas ocultas",
    ),
    "row": ("a.xlsx", workbook(lambda _book, page: page.set_row(3, None, None, {"hidden": True})), "filas o columnas"),
    "column": (
        "a.xlsx", workbook(lambda _book, page: page.set_column(3, 3, None, None, {"hidden": True})), "filas o columnas",
    ),
    "comment": ("a.xlsx", workbook(lambda _book, page: page.write_comment(0, 0, "secreto")), "comentarios"),
    "comment in Word": ("a.docx", letter(word__comments_xml=b"<x/>"), "comentarios"),
    "pivot table": ("a.docx", letter(**{"xl/pivotCache/pivotCacheDefinition1.xml": b"<x/>"}), "tabla dinámica"),
    "other books": ("a.docx", letter(**{"xl/externalLinks/externalLink1.xml": b"<x/>"}), "otros libros"),
    "another file": ("a.docx", letter(**{"word/embeddings/oleObject1.bin": b"x"}), "otros archivos"),
    "tracked changes": ("a.docx", letter(word__header1_xml=b'<w:del w:id="1">antes</w:del>'), "control de cambios"),
    "tracked changes in ODT": (
        "a.odt", package({"content.xml": b"<text:tracked-changes><text:changed-region/></text:tracked-changes>"}),
        "control de cambios",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "words"), HIDDEN.values(), ids=HIDDEN)
def test_a_document_that_hides_something_is_refused_and_says_what(
    town: Town, name: str, content: bytes, words: str
) -> None:
    with pytest.raises(RuleError, match=words):
        store_file(sent(name, content))


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", workbook()), ("a.docx", letter())])
def test_a_plain_document_is_kept_as_it_was_sent(town: Town, name: str, content: bytes) -> None:
    assert kept(store_file(sent(name, content))) == content


@pytest.mark.parametrize(
    "name", ["../../../acta.pdf", "a\r\nSet-Cookie: x=y.pdf", "ac\u202efdp.pdf", "x" * 300 + ".pdf"]
)
def test_whatever_its_name_a_file_stays_in_its_folder_and_is_served_harmless(
    town: Town, client: Client, name: str
) -> None:
    upload = sent("acta.pdf", PDF)
    upload._name = (
        name  # Django's own cleaning, which a browser's request does pass, must not be what saves us
    )
    file = store_file(upload)
    assert Path(file.content.path).is_relative_to(town_media(town))
    assert client.get(file.get_absolute_url()).status_code == 404
    publish(Notice(id="acta", heading="Acta", files=[published_file(file)]), files=[file])
    answer = client.get(file.get_absolute_url())
    assert b"".join(answer.streaming_content) == PDF
    assert "x=y" not in str(answer.cookies)
    assert "\r" not in answer.headers["Content-Disposition"]


def town_media(_town: Town) -> Path:
    return Path(File._meta.get_field("content").storage.location)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "content", "disposition"),
    [
        ("acta.pdf", PDF, "inline"),
        ("foto.jpg", photograph(), "inline"),
        ("hoja.csv", b"=CMD(),<script>alert(1)</script>\n", "attachment"),
        ("nota.txt", b"<script>alert(1)</script>", "attachment"),
        ("hoja.xlsx", workbook(), "attachment"),
        ("carta.docx", letter(), "attachment"),
    ],
)
def test_a_published_file_can_do_nothing_in_the_site(
    town: Town, client: Client, name: str, content: bytes, disposition: str
) -> None:
    file = store_file(sent(name, content))
    publish(Notice(id="acta", heading="Acta", files=[published_file(file)]), files=[file])
    answer = client.get(file.get_absolute_url())
    b"".join(answer.streaming_content)
    assert answer.headers["Content-Disposition"].startswith(disposition)
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == file.media_type
    assert not answer.cookies
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.fixture
def editor(client: Client, town: Town, make_user: Callable[..., User]) -> Client:
    client.force_login(make_user(Role.SECRETARIAT))
    return client


def test_a_picture_of_a_page_tells_no_place(editor: Client) -> None:
    """The sizes that pages show are made of what is kept."""
    data = {"title": "Foto", "file": sent("foto.jpg", photograph()), "collection": 1}
    assert editor.post("/trabajo/paginas/images/add/", data).status_code == 302
    picture = PagePicture.objects.get()
    with picture.file.open("rb") as stream:
        assert b"CANARIO" not in stream.read()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<script>alert(1)</script>"),
        ("a.docx", letter(**{"word/vbaProject.bin": b"x"})),
        ("a.xlsx", workbook(lambda book, _page: book.add_worksheet("B").hide())),
        ("a.svg", b"<svg/>"),
    ],
)
def test_the_page_editor_takes_no_hostile_document(editor: Client, name: str, content: bytes) -> None:
    data = {"title": "X", "file": sent(name, content), "collection": 1}
    assert editor.post("/trabajo/paginas/documents/add/", data).status_code == 200
    assert not Document.objects.exists()
    data["file"] = sent("bueno.pdf", PDF)
    assert editor.post("/trabajo/paginas/documents/add/", data).status_code == 302
    answer = editor.get(Document.objects.get().url)
    b"".join(answer.streaming_content)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_picture_has_at_most_the_pixels_that_memory_allows() -> None:
    assert pictures.MAX_PIXELS * 4 <= 300_000_000
