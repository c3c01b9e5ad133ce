import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from plan_ingest.errors import UsageError
from plan_ingest.settings import Settings, read_settings
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.project import (
    find_project,
    framework_path,
    make_project,
    open_project,
)


def test_a_new_project_is_whole_and_has_the_default_settings(tmp_path: Path) -> None:
    project = make_project(tmp_path / "new")

    assert project.settings == Settings()
    assert project.raw.is_dir()
    path = framework_path(project.settings.reporting.framework, project)
    assert path.is_relative_to(project.root)
    assert read_framework(path).nodes


def test_every_setting_is_shown_to_a_user_with_its_default(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    shown = tomllib.loads((project.root / "plan_ingest.toml").read_text("utf-8"))

    assert {table: list(values) for table, values in shown.items()} == {
        table.name: [one.name for one in fields(getattr(Settings(), table.name))]
        for table in fields(Settings)
    }
    assert read_settings(project.root / "plan_ingest.toml") == Settings()


def test_making_a_project_leaves_alone_what_is_there(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    taxonomy = project.mappings / "hmic_da_2014" / "framework.yaml"
    taxonomy.write_text("mine")
    (tmp_path / "plan_ingest.toml").write_text("[reading]\njobs = 1\n")

    assert make_project(tmp_path).settings.reading.jobs == 1
    assert taxonomy.read_text() == "mine"


def test_a_project_is_found_from_below(tmp_path: Path) -> None:
    make_project(tmp_path)

    assert find_project(tmp_path / "data" / "raw") == tmp_path


def test_a_folder_of_plans_is_a_project_without_settings(tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)

    assert open_project(tmp_path).settings == Settings()


def test_no_project_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="init"):
        open_project(tmp_path / "none")


def test_frameworks_go_by_id_folder_or_file(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    own = project.mappings / "own.yaml"
    own.write_text("id: own\n")

    assert framework_path("own", project) == own
    assert framework_path(str(own), None) == own
    assert framework_path("hmic_da_2014", None).is_dir()
    with pytest.raises(UsageError, match=r"nothing_such.*hmic_da_2014"):
        framework_path("nothing_such", project)
    with pytest.raises(UsageError, match="did you mean `hmic_da_2014`"):
        framework_path("hmic_da_2041", project)


def test_a_second_framework_has_outputs_of_its_own(tmp_path: Path) -> None:
    project = make_project(tmp_path)

    assert project.outputs("hmic_da_2014") == tmp_path / "outputs"
    assert project.outputs("other") == tmp_path / "outputs" / "other"
