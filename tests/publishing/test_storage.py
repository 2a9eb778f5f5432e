"""The set at an address: a local server that speaks S3, and its faults."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import fsspec
import pytest

from pipelines import tables
from pipelines.publishing import parquet, storage
from pipelines.publishing.storage import Output
from tests.publishing import synthetic

moto_server = pytest.importorskip("moto.server", reason="needs the test extra (moto)")
pytest.importorskip("s3fs", reason="needs the s3 extra (s3fs)")

BUILD = parquet.Build(as_of="2024-05-01")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty bucket; everything after it finds the server by the environment, as people do."""
    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    name = f"timeline-{uuid4().hex[:12]}"
    fsspec.filesystem("s3").mkdir(name)
    return f"s3://{name}/output"


def published(output: Output, rows: int) -> dict[str, Any]:
    manifest = parquet.publish(synthetic.tables(rows), tables.TABLES, output.folder, BUILD)
    output.push()
    return manifest


def at(address: str) -> dict[str, bytes]:
    store, root = fsspec.core.url_to_fs(address)
    store.invalidate_cache()
    return {path[len(root) + 1 :]: store.cat_file(path) for path in store.find(root)}


def local(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in (".parquet", ".json")}


def test_a_folder_is_its_own_output(tmp_path: Path) -> None:
    output = Output.at(str(tmp_path / "out"), tmp_path / "work")
    published(output, 3)
    assert parquet.torn(tmp_path / "out") == []
    assert not (tmp_path / "work").exists()
    assert output.name("articles.parquet") == str(tmp_path / "out" / "articles.parquet")


def test_the_set_at_an_address_is_the_set_that_was_built(bucket: str, tmp_path: Path) -> None:
    output = Output.at(bucket, tmp_path / "work")
    published(output, 3)
    assert at(bucket) == local(tmp_path / "work")
    assert output.name("articles.parquet") == f"{bucket}/articles.parquet"


def test_another_machine_goes_on_from_what_is_published(bucket: str, tmp_path: Path) -> None:
    first, second = (Output.at(bucket, tmp_path / name) for name in ("one", "two"))
    published(first, 3)
    second.pull()
    assert local(tmp_path / "one") == local(tmp_path / "two")
    published(second, 7)
    first.pull()
    assert local(tmp_path / "one") == local(tmp_path / "two") == at(bucket)


@pytest.mark.parametrize("good", (0, 4, 11, 14, 19, 24))
def test_an_upload_cut_off_anywhere_is_healed(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, good: int
) -> None:
    """After so many good requests the store fails; the next look sees the old set or the new."""
    output = Output.at(bucket, tmp_path / "work")
    published(output, 3)
    old = at(bucket)
    with monkeypatch.context() as ill, pytest.raises(OSError, match="the store is ill"):
        ill.setattr(storage, "url_to_fs", lambda url: _failing(url, good))
        published(output, 7)
    new = local(tmp_path / "work")
    mixed = at(bucket)
    assert all(mixed[name] in (old[name], new[name]) for name in old), "each file is whole"
    Output.at(bucket, tmp_path / "reader").pull()
    healed = {n: b for n, b in at(bucket).items() if not n.startswith(parquet.STAGING)}
    assert healed in (old, new)
    assert not any(name.startswith(parquet.STAGING) for name in at(bucket))
    output.push()
    assert at(bucket) == new


def test_further_files_follow_the_set(bucket: str, tmp_path: Path) -> None:
    output = Output.at(bucket, tmp_path / "work")
    published(output, 3)
    (tmp_path / "work" / "charts").mkdir()
    (tmp_path / "work" / "charts" / "a.svg").write_text("<svg/>", encoding="utf-8")
    output.push_files(["charts/a.svg"])
    assert at(bucket)["charts/a.svg"] == b"<svg/>"
    assert json.loads(at(bucket)["manifest.json"])["build"]


def _failing(url: str, good: int) -> tuple[Any, str]:
    store, root = fsspec.core.url_to_fs(url)
    return _Ill(store, good), root


class _Ill:
    """A store whose writes fail after so many that went well."""

    def __init__(self, store: Any, good: int) -> None:
        self._store, self._left = store, good

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def _spend(self) -> None:
        if self._left == 0:
            raise OSError("the store is ill")
        self._left -= 1

    def pipe_file(self, *given: Any) -> None:
        self._spend()
        self._store.pipe_file(*given)

    def cp_file(self, *given: Any) -> None:
        self._spend()
        self._store.cp_file(*given)

    def rm_file(self, *given: Any) -> None:
        self._spend()
        self._store.rm_file(*given)
