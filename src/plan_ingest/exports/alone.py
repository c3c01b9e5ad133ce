"""Pages that stand alone: one file, nothing fetched, our own style and script only."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from plan_ingest.exports.safe import xml_text


def page(
    template: str, style: str, script: str | None = None, **shown: object
) -> bytes:
    """A template filled in, with its style sheet and script inside it.

    The template gets `style`, `script` and `policy`, a content security policy that
    lets these two run and nothing else; whatever else it shows is escaped.
    """
    css, js = _text(style), _text(script) if script else ""
    text = (
        _environment()
        .get_template(template)
        .render(
            style=Markup(css),  # noqa: S704 (our own style sheet)
            script=Markup(js),  # noqa: S704 (our own script)
            policy=_policy(css, js),
            **shown,
        )
    )
    return xml_text(text).encode("utf-8")


def _policy(style: str, script: str) -> str:
    scripts = f" script-src '{_digest(script)}';" if script else ""
    return (
        f"default-src 'none'; style-src '{_digest(style)}';{scripts}"
        " base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode()


def _text(name: str) -> str:
    return (files("plan_ingest") / "templates" / name).read_text(encoding="utf-8")


def _environment() -> Environment:
    return Environment(
        autoescape=True,
        loader=FunctionLoader(_text),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
