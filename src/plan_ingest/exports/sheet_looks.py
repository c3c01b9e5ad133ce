"""How the cells of our workbooks look."""

from typing import Any

LEVEL_STYLES: dict[str, dict[str, Any]] = {
    "0": {"bg_color": "#FCE4D6", "font_color": "#7A2E0E"},
    "1": {"bg_color": "#EFF5FB", "font_color": "#12263A"},
    "2": {"bg_color": "#D2E4F5", "font_color": "#12263A"},
    "3": {"bg_color": "#A5CBEC", "font_color": "#0B1B2B"},
    "4": {"bg_color": "#6FABDD", "font_color": "#0B1B2B", "bold": True},
    "not": {"bg_color": "#D9D9D9", "font_color": "#333333", "italic": True},
}
"""Fill by how a cell's text begins: blues that deepen, gaps in orange."""
LATER_STYLE: dict[str, Any] = {"bg_color": "#F2F2F2", "font_color": "#444444"}
"""Not addressed, but asked only later: no gap, and so not in a gap's colour."""

STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 12},
    "says": {"font_color": "#444444", "text_wrap": False},
    "marking": {"bold": True, "font_color": "#8A1C1C"},
    "head": {
        "bold": True,
        "text_wrap": True,
        "valign": "top",
        "bg_color": "#23394D",
        "font_color": "#FFFFFF",
        "border": 1,
        "border_color": "#8899A6",
    },
    "text": {"text_wrap": True, "valign": "top"},
    "number": {
        "valign": "top",
        "num_format": "0.###",
        "align": "right",
        "indent": 1,
    },
    "cell": {
        "text_wrap": True,
        "valign": "top",
        "border": 1,
        "border_color": "#B8C4CE",
        "font_size": 8,
    },
    "link": {"font_color": "#0B5394", "underline": 1, "valign": "top"},
    "link_text": {
        "font_color": "#0B5394",
        "underline": 1,
        "valign": "top",
        "text_wrap": True,
    },
    "entry": {"text_wrap": True, "valign": "top", "bg_color": "#FFF8DC", "border": 1},
    "proof": {"font_color": "#777777", "valign": "top", "font_size": 8},
    "bold": {"bold": True, "valign": "top", "text_wrap": True},
}
"""Looks of cells in the working workbooks, by name."""
