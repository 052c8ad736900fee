"""The uploaded files, wherever they live: read by the backup, put back by the restore."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tequio.config.environment import Bucket, Environment
from tequio.console.output import FAILED, Stop

FOLDER = "media"


def size(environment: Environment) -> int:
    """Bytes of all files."""
    if environment.bucket:
        return sum(item["Size"] for item in _objects(environment.bucket))
    return sum(path.stat().st_size for path in (environment.data / FOLDER).rglob("*") if path.is_file())


def each(environment: Environment, scratch: Path) -> Iterator[tuple[str, Path]]:
    """Name in the backup and readable path of every file; one of a bucket lies in *scratch* until the next is asked."""
    if environment.bucket is None:
        for path in sorted((environment.data / FOLDER).rglob("*")):
            if path.is_file():
                yield str(path.relative_to(environment.data)), path
        return
    client, copied = _client(environment.bucket), scratch / "object"
    for item in _objects(environment.bucket):
        with contextlib.suppress(client.exceptions.NoSuchKey):
            client.download_file(environment.bucket.name, item["Key"], str(copied))
            yield f"{FOLDER}/{item['Key']}", copied


def put_back(environment: Environment, folder: Path) -> None:
    """Send the files of a restored backup to the bucket; nothing to do when they live in the data folder."""
    if environment.bucket is None or not folder.is_dir():
        return
    client = _client(environment.bucket)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            client.upload_file(str(path), environment.bucket.name, str(path.relative_to(folder)))


def problem(bucket: Bucket) -> str:
    """Why the bucket cannot be used, in one line; empty when it can."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - only where a bucket is used

    try:
        _client(bucket).head_bucket(Bucket=bucket.name)
    except (BotoCoreError, ClientError) as error:
        return " ".join(str(error).split())
    return ""


def _objects(bucket: Bucket) -> Iterator[dict[str, Any]]:
    for page in _client(bucket).get_paginator("list_objects_v2").paginate(Bucket=bucket.name):
        yield from page.get("Contents", [])


def _client(bucket: Bucket) -> Any:
    try:
        import boto3  # noqa: PLC0415 - only where a bucket is used
    except ModuleNotFoundError:
        raise Stop("Falta instalar boto3; usa requirements/scale.txt", FAILED) from None
    return boto3.client("s3", **bucket.client_options())
