"""Plans handed over one by one from the joined files, also where these are odd."""

import pytest

from plan_ingest.errors import RecordError
from plan_ingest.pipeline.asked import asked
from plan_ingest.pipeline.compared import compare_project
from plan_ingest.store.project import Project
from tests.pipeline.test_many import many

__all__ = ["many"]


@pytest.mark.parametrize("wrong", [b"plan-00-\xff", b'plan-00-"'])
def test_an_id_that_cannot_be_read_is_told_by_file_and_line(
    many: Project, wrong: bytes
) -> None:
    lines = many.items.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"plan-00-1", wrong)
    many.items.write_bytes(b"".join(lines))

    with pytest.raises(RecordError, match=r"items\.jsonl line 2"):
        compare_project(many, asked(many, None), ())


def test_a_suggestion_that_cannot_be_read_is_told_by_file_and_line(
    many: Project,
) -> None:
    path = many.suggestions("tiny")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:3], lines[3][:40] + b"\xff\n", *lines[4:]]))

    with pytest.raises(RecordError, match=rf"{path.name} line 4"):
        compare_project(many, asked(many, None), ())
