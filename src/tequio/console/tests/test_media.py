"""The files of a town in a bucket: kept, served, backed up and put back like those of a folder."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from tests.cluster.machines import object_store

from tequio.config.environment import ConfigurationError, load
from tequio.console import media
from tequio.core.object_storage import ObjectStorage


@pytest.fixture(scope="module")
def store():
    """An S3 server on this machine."""
    with object_store() as url:
        yield url


def content(storage, name):
    with storage.open(name) as stream:
        return stream.read()


def environment(store, folder):
    return load({"TEQUIO_S3_URL": store, "TEQUIO_DATA": str(folder)})


def test_a_bucket_is_read_from_its_url():
    bucket = load({"TEQUIO_S3_URL": "s3://llave:se%2Fcreto@actas?endpoint=https://s3.mx&region=mx"}).bucket
    assert bucket.name == "actas"
    assert bucket.client_options() == {
        "endpoint_url": "https://s3.mx",
        "region_name": "mx",
        "aws_access_key_id": "llave",
        "aws_secret_access_key": "se/creto",
    }
    assert "creto" not in repr(bucket)


@pytest.mark.parametrize("url", ["https://s3.mx/actas", "s3://", "s3://a:b@c?endpont=x", "s3:actas"])
def test_a_bucket_that_cannot_be_is_refused(url):
    with pytest.raises(ConfigurationError, match="TEQUIO_S3_URL"):
        load({"TEQUIO_S3_URL": url})


def test_a_file_of_a_bucket_keeps_its_name_and_is_served_by_the_site(store, tmp_path):
    storage = ObjectStorage(**environment(store, tmp_path).bucket.django())
    name = storage.save("archivo/ab/uno", ContentFile(b"acta"))
    other = storage.save("archivo/ab/uno", ContentFile(b"otra"))
    assert name == "archivo/ab/uno" != other
    assert content(storage, name) == b"acta"
    assert storage.url(name) == "/media/archivo/ab/uno"


def test_what_a_backup_takes_from_a_bucket_a_restore_puts_back(store, tmp_path):
    town = environment(store, tmp_path)
    storage = ObjectStorage(**town.bucket.django())
    storage.save("archivo/cd/dos", ContentFile(b"x" * 70_000))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    kept = {name: path.read_bytes() for name, path in media.each(town, scratch)}
    assert kept["media/archivo/cd/dos"] == b"x" * 70_000
    assert media.size(town) >= 70_000
    storage.delete("archivo/cd/dos")
    restored = tmp_path / "media"
    (restored / "archivo/cd").mkdir(parents=True)
    (restored / "archivo/cd/dos").write_bytes(kept["media/archivo/cd/dos"])
    media.put_back(town, restored)
    assert content(storage, "archivo/cd/dos") == b"x" * 70_000


def test_a_bucket_that_is_not_there_is_told(store, tmp_path):
    town = load({"TEQUIO_S3_URL": store.replace("@tequio", "@ninguna")})
    assert "404" in media.problem(town.bucket) or "NoSuchBucket" in media.problem(town.bucket)
    assert media.problem(environment(store, tmp_path).bucket) == ""


def test_files_of_a_folder_are_taken_as_they_lie(tmp_path):
    town = load({"TEQUIO_DATA": str(tmp_path)})
    (tmp_path / "media/archivo").mkdir(parents=True)
    (tmp_path / "media/archivo/tres").write_bytes(b"123")
    assert [(name, Path(path).read_bytes()) for name, path in media.each(town, tmp_path)] == [
        ("media/archivo/tres", b"123")
    ]
    assert media.size(town) == 3
