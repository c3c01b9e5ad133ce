from pathlib import Path

import pytest

from plan_ingest.store import kept, keys, stages
from plan_ingest.store.kept import Kept
from plan_ingest.store.stages import Stage
from tests import build


def test_what_was_read_is_kept_until_its_state_goes(tmp_path: Path) -> None:
    state = Kept("r", "i", build.record())
    document = build.document(build.paragraph("Train."))

    kept.keep(tmp_path / "a", state, document, [build.item("Train.")])

    assert kept.read_kept(tmp_path / "a") == state
    assert kept.kept_document(tmp_path / "a") == document
    assert kept.read_kept(tmp_path / "b") is None


def test_a_torn_state_counts_as_none(tmp_path: Path) -> None:
    kept.keep(tmp_path, Kept("r", "i", build.record()), None, [])
    (tmp_path / "source.json").write_text('{"read_key": "r"')

    assert kept.read_kept(tmp_path) is None
    assert kept.kept_document(tmp_path) is None


def test_a_crash_while_keeping_leaves_no_state_to_trust(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.keep(tmp_path, Kept("r", "i", build.record()), None, [])
    write = kept.write_bytes

    def torn(path: Path, content: bytes) -> None:
        if path.name == kept.ITEMS:
            raise KeyboardInterrupt
        write(path, content)

    monkeypatch.setattr(kept, "write_bytes", torn)
    with pytest.raises(KeyboardInterrupt):
        kept.keep(tmp_path, Kept("r2", "i2", build.record()), build.document(), [])

    assert kept.read_kept(tmp_path) is None


def test_items_are_joined_in_the_order_of_the_sources(tmp_path: Path) -> None:
    for name in "ab":
        state = Kept("r", "i", build.record(source_id=name))
        kept.keep(tmp_path / name, state, None, [build.item(name)])

    kept.join_items([tmp_path / "b", tmp_path / "a"], tmp_path / "items.jsonl")

    lines = (tmp_path / "items.jsonl").read_text().splitlines()
    assert ['"text":"b"' in lines[0], '"text":"a"' in lines[1]] == [True, True]


def test_a_step_stands_while_its_key_and_files_do(tmp_path: Path) -> None:
    made = tmp_path / "suggestions.jsonl"
    made.write_text("x")
    stages.mark(tmp_path, "suggest", Stage("k", counts=(("items", 3),)), [made])

    found = stages.done(tmp_path, "suggest", "k")

    assert found is not None
    assert dict(found.counts) == {"items": 3}
    assert stages.done(tmp_path, "suggest", "other") is None
    made.unlink()
    assert stages.done(tmp_path, "suggest", "k") is None


def test_a_step_under_way_is_forgotten(tmp_path: Path) -> None:
    stages.mark(tmp_path, "compare", Stage("k"))
    stages.forget(tmp_path, "compare")

    assert stages.done(tmp_path, "compare", "k") is None


def test_keys_follow_contents_not_places(tmp_path: Path) -> None:
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "columns.csv").write_text("phrase,role,kind\n")
    one, other = tmp_path / "a" / "columns.csv", tmp_path / "b" / "columns.csv"

    assert keys.contents_key([one]) == keys.contents_key([other])
    other.write_text("phrase,role,kind\nWhat,action,\n")
    assert keys.contents_key([one]) != keys.contents_key([other])
    assert keys.words_key(tmp_path / "a") != keys.words_key(tmp_path / "b")
    assert keys.key("a", 1, None) == keys.key("a", 1, None) != keys.key("a", 1)
