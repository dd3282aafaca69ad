"""Object stores on this machine: a bucket of S3 and a container of Azure."""

import contextlib
import json
import shutil
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.filing.running import free_port, need, running
from tests.filing.server import HERE, PASSWORD, USER, Server, through

BUCKET = "harbour-filing"
_AZURITE = (
    Path(__file__).resolve().with_name("node_modules") / "azurite" / "dist" / "src" / "blob" / "main.js"
)


@dataclass(frozen=True)
class Bucket:
    """The bucket of an S3 server, looked at with Amazon's own client, which `client` makes."""

    client: Callable[[], Any]

    def paths(self) -> list[str]:
        with contextlib.closing(self.client()) as client:
            return [one["Key"] for one in client.list_objects_v2(Bucket=BUCKET).get("Contents", ())]

    def write(self, path: str, content: bytes) -> None:
        with contextlib.closing(self.client()) as client:
            client.put_object(Bucket=BUCKET, Key=path, Body=content)


@dataclass(frozen=True)
class Container:
    """The container of an Azure store, looked at with Microsoft's own client, which `client` makes."""

    client: Callable[[], Any]

    def paths(self) -> list[str]:
        with self.client() as client:
            return list(client.list_blob_names())

    def write(self, path: str, content: bytes) -> None:
        with self.client() as client:
            client.upload_blob(path, content)


@contextmanager
def s3(folder: Path) -> Generator[Server]:
    """A bucket of an S3 server that asks for signatures, once the bucket and its user are made."""
    need("s3fs", "moto")
    boto3 = pytest.importorskip("boto3")
    port = free_port()
    made = {"INITIAL_NO_AUTH_ACTION_COUNT": "4"}
    with running([sys.executable, "-m", "moto.server", "-p", str(port)], port, folder, made):
        nobody = {
            "endpoint_url": f"http://{HERE}:{port}",
            "region_name": "us-east-1",
            "aws_access_key_id": "nobody",
            "aws_secret_access_key": "nothing",
        }
        may = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [may]})
        with contextlib.closing(boto3.client("iam", **nobody)) as iam:
            iam.create_user(UserName=USER)
            iam.put_user_policy(UserName=USER, PolicyName=USER, PolicyDocument=policy)
            key = iam.create_access_key(UserName=USER)["AccessKey"]
        with contextlib.closing(boto3.client("s3", **nobody)) as store:
            store.create_bucket(Bucket=BUCKET)

        def address(host: str, port: int) -> tuple[str, dict[str, Any]]:
            options = {"key": key["AccessKeyId"], "secret": key["SecretAccessKey"]}
            return f"s3://{BUCKET}", {**options, "endpoint_url": f"http://{host}:{port}"}

        known = {"aws_access_key_id": key["AccessKeyId"], "aws_secret_access_key": key["SecretAccessKey"]}
        client = partial(boto3.client, "s3", **{**nobody, **known})
        yield from through(port, address, Bucket(client), key["SecretAccessKey"])


@contextmanager
def azure(folder: Path) -> Generator[Server]:
    """A container of Azurite, which Microsoft makes to stand in for Azure Blob Storage."""
    need("adlfs")
    blob = pytest.importorskip("azure.storage.blob")
    node = shutil.which("node")
    if node is None or not _AZURITE.exists():
        pytest.skip("needs the packages nodejs and npm, and azurite, which `make setup` installs with them")
    port = free_port()

    def address(host: str, port: int) -> tuple[str, dict[str, Any]]:
        account = f"AccountName={USER};AccountKey={PASSWORD};BlobEndpoint=http://{host}:{port}/{USER}"
        return f"abfs://{BUCKET}", {"connection_string": account}

    alone = ("--inMemoryPersistence", "--disableTelemetry")
    newer = (
        "--skipApiVersionCheck"  # the client speaks a later version than the last Azurite for Debian's Node
    )
    command: list[str | Path] = [node, _AZURITE, "--blobPort", str(port), *alone, newer]
    with running(command, port, folder, {"AZURITE_ACCOUNTS": f"{USER}:{PASSWORD}"}):
        account = address(HERE, port)[1]["connection_string"]
        client = partial(blob.ContainerClient.from_connection_string, account, BUCKET)
        with client() as container:
            container.create_container()
        yield from through(port, address, Container(client), PASSWORD)
