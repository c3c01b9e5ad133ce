"""Objects on stores of several kinds, and readings packed as one of them."""

from pathlib import Path

import pytest

from plan_ingest.errors import RecordError, UsageError
from plan_ingest.store.kept import ITEMS, Kept, keep, read_kept
from plan_ingest.store.objects import Objects, as_url, fetch, is_local, shown
from plan_ingest.store.parcels import packed, parcel_name, unpacked
from tests import build


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Objects:
    folder = as_url(tmp_path / "a store")
    return Objects(folder if request.param == "folder" else f"memory:/{tmp_path}")


def test_what_is_written_is_read(store: Objects, tmp_path: Path) -> None:
    store.write("a/one.txt", b"old")
    store.write("a/one.txt", b"new")
    store.write("b.txt", b"other")

    assert store.read("a/one.txt") == b"new"
    assert store.has("a/one.txt")
    assert not store.has("a/two.txt")
    assert list(store.names()) == ["a/one.txt", "b.txt"]
    assert list(store.names("a")) == ["a/one.txt"]
    assert list(store.names("nowhere")) == []
    digest = fetch(f"{store.url}/b.txt", tmp_path / "fetched")
    assert (tmp_path / "fetched").read_bytes() == b"other"
    assert digest.startswith("d9298a10d1b0735837dc4bd85dac641b")


def test_what_is_removed_is_gone(store: Objects) -> None:
    store.write("one", b"1")
    store.remove("one")
    store.remove("one")

    assert not store.has("one")


def test_a_name_does_not_lead_out(store: Objects) -> None:
    for name in ("../one", "a/../../one", "/one"):
        with pytest.raises(UsageError, match="leads out"):
            store.write(name, b"1")


def test_a_write_that_fails_leaves_the_old_object_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Objects(as_url(tmp_path))
    store.write("one", b"old")

    def full(handle: int) -> None:  # noqa: ARG001
        raise OSError(28, "no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        store.write("one", b"new")

    assert store.read("one") == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_credentials_in_an_address_are_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError) as refused:
        Objects("s3://key:secret@bucket/plans")

    assert "secret" not in str(refused.value)
    assert shown("s3://key:secret@bucket/plans") == "s3://bucket/plans"
    # An Azure container is named before the account: no credential.
    azure = "abfs://plans@account.dfs.core.windows.net/2026"
    assert shown(azure) == Objects(azure).url


def test_a_store_that_nobody_knows_is_named() -> None:
    with pytest.raises(UsageError, match="no store called 'nosuch'"):
        Objects("nosuch://bucket/plans").has("one")


def test_a_path_is_a_url_and_a_url_stays(tmp_path: Path) -> None:
    assert as_url(tmp_path) == tmp_path.resolve().as_uri()
    assert as_url("s3://bucket/plans/") == "s3://bucket/plans"
    assert is_local(as_url(tmp_path))
    assert not is_local("s3://bucket")


def test_a_parcel_is_the_kept_folder(tmp_path: Path) -> None:
    kept = Kept("first", "second", build.record())
    document = build.document(build.paragraph("Victims are safe."))
    keep(tmp_path / "here", kept, document, [build.item()])
    parcel = packed(tmp_path / "here")
    there = unpacked(parcel, tmp_path / "there")

    assert there == kept == read_kept(tmp_path / "there")
    for path in (tmp_path / "here").iterdir():
        assert (tmp_path / "there" / path.name).read_bytes() == path.read_bytes()
    assert packed(tmp_path / "there") == parcel
    assert parcel_name("second") == "readings/se/second.zip"


def test_a_parcel_without_a_document_takes_the_old_one_away(tmp_path: Path) -> None:
    kept = Kept("first", "second", build.record(state="quarantined"))
    keep(tmp_path / "bad", kept, None, [])
    keep(tmp_path / "folder", kept, build.document(), [build.item()])
    unpacked(packed(tmp_path / "bad"), tmp_path / "folder")

    names = sorted(path.name for path in (tmp_path / "folder").iterdir())
    assert names == [ITEMS, "source.json"]


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"no zip at all"])
def test_a_damaged_parcel_is_named(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="westmarch: what the store keeps"):
        unpacked(content, tmp_path / "westmarch")
