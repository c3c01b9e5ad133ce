"""A project's folders: plans as they came, what was read, frameworks, outputs."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import plan_ingest
from plan_ingest.errors import UsageError
from plan_ingest.settings import Settings, read_settings
from plan_ingest.store.files import write_bytes, write_text
from plan_ingest.text import perhaps

SETTINGS = "plan_ingest.toml"
FOLDERS = ("data/raw", "data/normalised", "mappings/forces", "outputs")
_FRAMEWORK_FILES = (
    "framework.yaml",
    "taxonomy.csv",
    "acronyms.csv",
    "exemplars.csv",
    "crosswalk.csv",
)


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder and its settings."""

    root: Path
    settings: Settings

    @property
    def raw(self) -> Path:
        """Plans as they came, one file each, never written to."""
        return self.root / "data" / "raw"

    @property
    def normalised(self) -> Path:
        """What was read: a folder for each source, and all items together."""
        return _normalised(self.root)

    @property
    def mappings(self) -> Path:
        """Frameworks, decisions, synonyms."""
        return self.root / "mappings"

    @property
    def items(self) -> Path:
        """All items of all sources."""
        return self.normalised / "items.jsonl"

    @property
    def sources(self) -> Path:
        """What became of each source."""
        return self.normalised / "sources.jsonl"

    def suggestions(self, framework_id: str) -> Path:
        """All suggestions for one framework."""
        return self.normalised / f"suggestions.{framework_id}.jsonl"

    def ledger(self, framework_id: str) -> Path:
        """What analysts decided on one framework."""
        return self.mappings / framework_id / "decisions.jsonl"

    def outputs(self, framework_id: str) -> Path:
        """Where the comparison goes; a second framework has a folder of its own."""
        whole = self.root / "outputs"
        own = framework_id == self.settings.reporting.framework
        return whole if own else whole / framework_id


@lru_cache(8)  # asked for by each of very many plans
def _normalised(root: Path) -> Path:
    return root / "data" / "normalised"


def open_project(root: Path | None) -> Project:
    """The project in `root`; without one, in this folder or the nearest above it.

    Raises UsageError where there is no project.
    """
    if root is not None and not root.is_dir():
        raise UsageError(
            f"{root}: no such folder; make a project there with"
            f" `plan-ingest init {root}`"
        )
    found = root or find_project(Path.cwd())
    if found is None:
        raise UsageError(
            f"{Path.cwd()}: no project here; go into one, name one with --project,"
            " or make one with `plan-ingest init DIR`"
        )
    return Project(found.resolve(), read_settings(found / SETTINGS))


def find_project(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds a project."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return folder
    return start if (start / "data" / "raw").is_dir() else None


def make_project(root: Path) -> Project:
    """A new project folder, ready to run; what is there already is left alone."""
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True)
    settings = root / SETTINGS
    if not settings.exists():
        packaged = files("plan_ingest") / "data" / SETTINGS
        write_text(settings, packaged.read_text(encoding="utf-8"))
    project = Project(root, read_settings(settings))
    _copy_framework(project.settings.reporting.framework, project.mappings)
    return project


def framework_path(given: str, project: Project | None) -> Path:
    """The folder or YAML file of a framework named by path or by id.

    An id is looked for in the project's mappings, then among those that come with
    plan_ingest. Raises UsageError that lists what there is.
    """
    shelves = [project.mappings] if project else []
    shelves.append(packaged_frameworks())
    for shelf in shelves:
        for candidate in (shelf / given, shelf / f"{given}.yaml"):
            if _is_framework(candidate):
                return candidate
    if _is_framework(Path(given)):
        return Path(given)
    known = sorted({path.stem for shelf in shelves for path in frameworks_in(shelf)})
    raise UsageError(
        f"{given}: no such framework; {perhaps(given, known)}give a folder with a"
        f" framework.yaml, a YAML file or one of: {', '.join(known)}"
    )


def frameworks_in(shelf: Path) -> list[Path]:
    """The frameworks of a mappings folder, by name."""
    if not shelf.is_dir():
        return []
    return sorted(path for path in shelf.iterdir() if _is_framework(path))


def packaged_frameworks() -> Path:
    """The frameworks that come with plan_ingest, in a wheel or in a checkout."""
    inside = Path(str(files("plan_ingest"))) / "frameworks"
    checkout = Path(plan_ingest.__file__).parents[2] / "mappings"
    return inside if inside.is_dir() else checkout


def _is_framework(path: Path) -> bool:
    if path.is_dir():
        return (path / "framework.yaml").is_file()
    return path.suffix in (".yaml", ".yml") and path.is_file()


def _copy_framework(framework_id: str, mappings: Path) -> None:
    origin = packaged_frameworks() / framework_id
    (mappings / framework_id).mkdir(exist_ok=True)
    for name in _FRAMEWORK_FILES:
        target = mappings / framework_id / name
        if (origin / name).is_file() and not target.exists():
            write_bytes(target, (origin / name).read_bytes())
