"""LibreOffice and Chromium as printers, where they are installed."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
]
SECONDS = 180


def convert(paths: Sequence[Path], suffix: str, into: Path, profile: Path) -> None:
    """All the files as PDF, ODT or HTML by one run of LibreOffice."""
    assert SOFFICE, "LibreOffice is not installed"
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={profile.resolve().as_uri()}",
            "--headless",
            "--convert-to",
            suffix,
            "--outdir",
            str(into),
            *map(str, paths),
        ],
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )


def print_page(page: Path, path: Path, profile: Path, heads: bool = False) -> None:
    """A web page printed to PDF by Chromium, with its own head and foot if asked."""
    assert CHROMIUM, "Chromium is not installed"
    flags = [flag for flag in QUIET if not (heads and "header" in flag)]
    subprocess.run(
        [
            CHROMIUM,
            *flags,
            f"--user-data-dir={profile}",
            f"--print-to-pdf={path}",
            page.resolve().as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )
