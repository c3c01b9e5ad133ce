"""The notebooks run from top to bottom on an output folder, and stay thin."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from plan_ingest.exports import output_files
from tests.exports import made

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    for name, content in output_files(made.report()):
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_notebook_runs_from_top_to_bottom(path: Path, outputs: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    client.execute(
        env=os.environ
        | {
            "PLAN_INGEST_OUTPUTS": str(outputs),
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        }
    )
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]

    assert all(cell.execution_count for cell in code)
    shown = [o.output_type for cell in code for o in cell.outputs]
    assert "display_data" in shown
    assert "error" not in shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_stays_thin_and_holds_no_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]

    assert not [cell for cell in code if cell.outputs or cell.execution_count]
    assert not [cell for cell in code if "def " in cell.source]
    assert max(len(cell.source.splitlines()) for cell in code) <= 20
