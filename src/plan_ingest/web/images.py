"""Pictures of pages, of sources the project knows and of nothing else."""

import logging

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from plan_ingest.errors import SourceError
from plan_ingest.pipeline.page_views import PageViews

_log = logging.getLogger(__name__)


def images(pages: PageViews) -> list[Route]:
    """The route of a page's picture: /page-image?source=ID&page=N&zoom=Z."""

    def page_image(request: Request) -> Response:
        """One page as PNG; 404 for whatever is not a page of a known source."""
        asked = request.query_params
        source, page = asked.get("source", ""), asked.get("page", "")
        zoom = _ZOOMS.get(asked.get("zoom", "1"))
        if not page.isdecimal() or len(page) > 6 or zoom is None:
            return _NO_PAGE
        try:
            found = pages.picture(source, int(page), zoom)
        except SourceError as wrong:
            _log.warning("%s", wrong)
            return _NO_PAGE
        return Response(found, media_type="image/png") if found else _NO_PAGE

    return [Route("/page-image", page_image, methods=["GET"])]


_ZOOMS = {"1": 1.0, "1.0": 1.0, "1.5": 1.5, "2": 2.0, "2.0": 2.0, "3": 3.0, "3.0": 3.0}
_NO_PAGE = PlainTextResponse("no such page", 404)
