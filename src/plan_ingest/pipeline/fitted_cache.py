"""What was fitted to a framework, kept as plain arrays under the framework's hash.

Nothing is pickled: a file from elsewhere can be wrong, but it cannot run. A file
that does not fit is made anew.
"""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plan_ingest.matchers.features import Lexicon, unheard
from plan_ingest.matchers.learned import Learned
from plan_ingest.matchers.meaning import MODEL_SHA256, sentence_model
from plan_ingest.matchers.squares import Squared
from plan_ingest.matchers.vectors import word_vectors
from plan_ingest.model.framework import Framework
from plan_ingest.pipeline.fitting import (
    FEW,
    Taught,
    assemble,
    hardly_used,
    spelt_out,
    teach,
)
from plan_ingest.pipeline.scoring import Fitted
from plan_ingest.settings import Matching
from plan_ingest.store import keys
from plan_ingest.store.caches import cache_folder
from plan_ingest.store.files import written_whole
from plan_ingest.suggest.calibrate import Calibration, Curve

CODE = (
    "matchers",
    "suggest",
    "text.py",
    "pipeline/fitting.py",
    "pipeline/fitted_cache.py",
)
"""What of our code fits a framework and lays out what was fitted."""
KEPT = 8
"""Fitted frameworks kept in the folder; the oldest go first."""
_ENDING = ".fitted.npz"


def ready(framework: Framework, settings: Matching) -> Fitted:
    """The framework ready to score texts, from the cache where it was made before."""
    if not framework.exemplars:
        return assemble(framework, settings, teach(framework, settings))
    path = folder(settings) / f"{key(framework, settings)}{_ENDING}"
    taught = _read(path, framework, settings)
    if taught is None:
        taught = teach(framework, settings)
        _write(path, framework, taught)
    return assemble(framework, settings, taught)


def is_ready(framework: Framework, settings: Matching) -> bool:
    """Whether any process can make the framework ready in no time."""
    if not framework.exemplars:
        return True
    return (folder(settings) / f"{key(framework, settings)}{_ENDING}").is_file()


def folder(settings: Matching) -> Path:
    """Where fitted frameworks are kept: the settings', or the user's cache folder."""
    return cache_folder(settings.cache)


def key(framework: Framework, settings: Matching) -> str:
    """A name for the framework with its tables and the settings that fit it."""
    model = MODEL_SHA256 if settings.model else ""
    parts = (
        keys.code_key(*CODE),
        np.__version__,
        framework,
        settings.matchers,
        settings.weights,
        settings.precision,
        model,
    )
    return sha256(repr(parts).encode()).hexdigest()[:32]


def _read(path: Path, framework: Framework, settings: Matching) -> Taught | None:
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as kept:
            return _restored({name: kept[name] for name in kept}, framework, settings)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, EOFError):
        return None


def _restored(
    kept: Mapping[str, NDArray[Any]], framework: Framework, settings: Matching
) -> Taught:
    examples = len(framework.exemplars)
    lexicon = Lexicon(
        spelt_out(framework, kept["rarely"].tolist()),
        _names(kept["word_names"]),
        _names(kept["stem_names"]),
        kept["word_weights"],
        kept["stem_weights"],
        word_vectors() if "vectors" in settings.matchers else None,
        sentence_model(settings.model) if settings.model else None,
        unheard(len(framework.nodes) + examples) if examples < FEW else 0.0,
        tuple(kept["tells"].tolist()),
    )
    machine = None
    if weights := _group(kept, "weights."):
        middles, turned = _group(kept, "middle."), _group(kept, "directions.")
        reach = _group(kept, "reach.")
        squared = {
            name: Squared(middles[name], turned[name], tuple(reach[name].tolist()))
            for name in middles
        }
        machine = Learned(weights, squared)
    curves = [Curve(*numbers) for numbers in kept["curves"].tolist()]
    levels = len(curves) // 2
    thresholds = tuple(float(limit) for limit in kept["thresholds"])
    return Taught(
        lexicon,
        machine,
        Calibration(
            tuple(curves[:levels]),
            tuple(curves[levels:-1]),
            thresholds,
            curves[-1],
        ),
    )


def _write(path: Path, framework: Framework, taught: Taught) -> None:
    lexicon, calibration = taught.lexicon, taught.calibration
    lexicon.shown()
    curves = [*calibration.curves, *calibration.later, calibration.none]
    arrays: dict[str, NDArray[Any]] = {
        "word_names": _letters(lexicon.word_names),
        "stem_names": _letters(lexicon.stem_names),
        "rarely": np.array(hardly_used(framework), bool),
        "tells": np.array(lexicon.tells, bool),
        "word_weights": lexicon.word_weights,
        "stem_weights": lexicon.stem_weights,
        "curves": np.array([astuple(curve) for curve in curves], np.float64),
        "thresholds": np.array(calibration.thresholds, np.float64),
    }
    if taught.learned is not None:
        arrays |= {f"weights.{k}": v for k, v in taught.learned.weights.items()}
        for name, squared in taught.learned.squared.items():
            arrays[f"middle.{name}"] = squared.middle
            arrays[f"directions.{name}"] = squared.directions
            arrays[f"reach.{name}"] = np.array(squared.reach, np.int64)
    try:
        with written_whole(path) as aside:
            np.savez(aside, **arrays)  # type: ignore[arg-type]
        _forget_oldest(path.parent)
    except OSError:
        return  # a folder that cannot be written to costs time, not the result


def _forget_oldest(kept_in: Path) -> None:
    kept = sorted(kept_in.glob(f"*{_ENDING}"), key=lambda one: one.stat().st_mtime)
    for old in kept[:-KEPT]:
        old.unlink(missing_ok=True)


def _group(kept: Mapping[str, NDArray[Any]], prefix: str) -> dict[str, NDArray[Any]]:
    return {
        name.removeprefix(prefix): array
        for name, array in kept.items()
        if name.startswith(prefix)
    }


def _letters(names: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def _names(letters: NDArray[Any]) -> tuple[str, ...]:
    return tuple(letters.tobytes().decode().split("\n"))
