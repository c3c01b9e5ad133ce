"""Draws docs/img/matrix.png: the matrix of a report, as Chromium shows it.

usage: python docs/draw_matrix.py REPORT.html      (of the samples: outputs/report.html)
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).parent / "img" / "matrix.png"
_WIDTH, _HEIGHT = 1400, 1000
_COLORS = 96
"""Colours of the picture; more would only make the file larger."""


def main() -> None:
    """Draw the picture of the report named on the command line."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    draw(Path(sys.argv[1]).resolve(), PICTURE)
    print(PICTURE)


def draw(report: Path, picture: Path) -> None:
    """The head of the report's page with the matrix, as a picture."""
    with sync_playwright() as chrome:
        browser = chrome.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-quic"],
        )
        page = browser.new_page(
            viewport={"width": _WIDTH, "height": _HEIGHT}, color_scheme="light"
        )
        page.goto(f"{report.as_uri()}#matrix")
        page.wait_for_selector("#heat:visible")
        drawn = page.screenshot()
        browser.close()
    with Image.open(io.BytesIO(drawn)) as image:
        image.convert("RGB").quantize(_COLORS).save(picture, optimize=True)


if __name__ == "__main__":
    main()
