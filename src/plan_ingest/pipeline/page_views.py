"""The page an item stands on, to look at: picture and boxes, or lines of text.

Only sources of the project's own list have pages here: what a request names is
looked up, never made part of a path.
"""

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from threading import Lock

from plan_ingest.errors import SourceError
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import BBox, SourceRecord
from plan_ingest.pipeline.passages import Line, TextView, lines_of, text_view
from plan_ingest.readers.pictures import HAVE_PAGES, VERSION, Drawer, Wanted
from plan_ingest.store.caches import cache_folder
from plan_ingest.store.kept import kept_document
from plan_ingest.store.pictures import PictureFolder
from plan_ingest.store.project import Project
from plan_ingest.store.records import read_sources

ZOOMS = (1.0, 1.5, 2.0, 3.0)
"""How large a page can be asked for; 1 is about as wide as half a screen."""
_PIXELS_A_POINT = 1.5
_SHEETS_KEPT = 32
_WAITING = 4
"""Pictures to draw ahead that may wait; more are not begun."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in hundredths of the page's width and height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageView:
    """A page to show, its size in points, with the boxes of the item on it.

    `first` and `last` are the pages the item stands on; `boxes` is empty on a page
    where the item's place is not known.
    """

    source_id: str
    page: int
    pages: int
    first: int
    last: int
    width: float
    height: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Sheets:
    """What of a document is needed to show it: page sizes, or its lines."""

    sizes: tuple[tuple[float, float], ...]
    lines: tuple[Line, ...]


class PageViews:
    """The pages of a project's sources; may be asked from several threads."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lock = Lock()
        self._known: tuple[tuple[int, int], dict[str, SourceRecord]] | None = None
        self._sheets: OrderedDict[tuple[str, str], _Sheets] = OrderedDict()
        self._unchanged: dict[Path, tuple[int, int, str]] = {}
        self._drawing: dict[tuple[str, int, float], Future[bytes | None]] = {}
        kept_in = cache_folder(project.settings.matching.cache) / "pages"
        self._pictures = PictureFolder(kept_in)
        self._drawer = Drawer(project.settings.reading)
        self._ahead = ThreadPoolExecutor(1, "pages-ahead")
        self._waiting: set[Future[None]] = set()
        self._closed = False

    def view(
        self, item: PlanItem, page: int | None = None
    ) -> PageView | TextView | None:
        """The item's page, or the page asked for; else the lines around its words.

        None where the document as read is not kept any more.
        """
        record = self._record(item.source_id)
        if record is None:
            return None
        sheets = self._sheets_of(record)
        if record.media_type not in HAVE_PAGES or not sheets.sizes:
            return text_view(sheets.lines, item)
        if self._file(record) is None:
            return text_view(sheets.lines, item)
        return _page_view(item, page, sheets.sizes)

    def picture(self, source_id: str, page: int, zoom: float) -> bytes | None:
        """The page as PNG; None for a source, page or zoom that there is not.

        Raises SourceError where the page cannot be drawn.
        """
        record = self._record(source_id)
        if record is None or zoom not in ZOOMS or record.media_type not in HAVE_PAGES:
            return None
        sizes = self._sheets_of(record).sizes
        if not 1 <= page <= len(sizes):
            return None
        asked = (record.sha256, page, zoom)
        with self._lock:
            other = self._drawing.get(asked)
            own: Future[bytes | None] = self._drawing.setdefault(asked, Future())
        if other is not None:
            return other.result()
        try:
            own.set_result(self._picture(record, page, zoom, sizes[page - 1][0]))
        except BaseException as wrong:
            own.set_exception(wrong)
        finally:
            with self._lock:
                del self._drawing[asked]
        return own.result()

    def prefetch(self, item: PlanItem) -> None:
        """Make ready what shows the item before it is asked for; returns at once."""
        with self._lock:
            self._waiting = {one for one in self._waiting if not one.done()}
            if len(self._waiting) < _WAITING and not self._closed:
                self._waiting.add(self._ahead.submit(self._warm, item))

    def close(self) -> None:
        """End what draws pages."""
        with self._lock:
            self._closed = True
        self._ahead.shutdown(cancel_futures=True)
        self._drawer.close()

    def _warm(self, item: PlanItem) -> None:
        with suppress(SourceError):
            seen = self.view(item)
            if isinstance(seen, PageView):
                self.picture(seen.source_id, seen.page, ZOOMS[0])

    def _record(self, source_id: str) -> SourceRecord | None:
        """What is known of a source; the list is read again when it changes."""
        try:
            stat = self._project.sources.stat()
        except OSError:
            return None
        stamp = (stat.st_mtime_ns, stat.st_size)
        with self._lock:
            if self._known is None or self._known[0] != stamp:
                found = read_sources(self._project.sources)
                self._known = (stamp, {one.source_id: one for one in found})
            return self._known[1].get(source_id)

    def _sheets_of(self, record: SourceRecord) -> _Sheets:
        known = (record.source_id, record.sha256)
        with self._lock:
            if known in self._sheets:
                self._sheets.move_to_end(known)
                return self._sheets[known]
        document = kept_document(self._project.normalised / record.source_id)
        read = (
            document if document and document.source.sha256 == record.sha256 else None
        )
        pages = read.pages if read else ()
        sheets = _Sheets(
            tuple((page.width, page.height) for page in pages),
            lines_of(read) if read else (),
        )
        with self._lock:
            self._sheets[known] = sheets
            while len(self._sheets) > _SHEETS_KEPT:
                self._sheets.popitem(last=False)
        return sheets

    def _file(self, record: SourceRecord) -> Path | None:
        """The source's file, as long as it is what was read; None where it is not."""
        raw = self._project.raw.resolve()
        path = (raw / record.file).resolve()
        if not path.is_relative_to(raw) or not path.is_file():
            return None
        stat = path.stat()
        stamp = (stat.st_mtime_ns, stat.st_size)
        with self._lock:
            seen = self._unchanged.get(path)
        if seen is None or seen[:2] != stamp:
            with path.open("rb") as handle:
                seen = (*stamp, file_digest(handle, "sha256").hexdigest())
            with self._lock:
                self._unchanged[path] = seen
        return path if seen[2] == record.sha256 else None

    def _picture(
        self, record: SourceRecord, page: int, zoom: float, width: float
    ) -> bytes | None:
        parts = (VERSION, record.sha256, page, zoom)
        kept = self._pictures.find(*parts)
        path = None if kept else self._file(record)
        if path is None:
            return kept
        scale = zoom * _PIXELS_A_POINT
        made = self._drawer.picture(
            Wanted(record.file, path, record.media_type, page, width, scale)
        )
        self._pictures.keep(made, *parts)
        return made


def _page_view(
    item: PlanItem, page: int | None, sizes: Sequence[tuple[float, float]]
) -> PageView:
    """The page asked for, at least the first and at most the last there is."""
    place = item.source
    first = min(max(place.page or 1, 1), len(sizes))
    last = min(max(place.page_end or first, first), len(sizes))
    shown = min(max(page or first, 1), len(sizes))
    width, height = sizes[shown - 1]
    boxed = place.page == shown and min(width, height) > 0
    boxes = (_within(place.bbox, width, height),) if boxed and place.bbox else ()
    return PageView(
        item.source_id, shown, len(sizes), first, last, width, height, boxes
    )


def _within(box: BBox, width: float, height: float) -> Box:
    """A box as hundredths of its page, no part of it off the page."""
    x0, x1 = sorted(100 * min(max(x / width, 0.0), 1.0) for x in (box[0], box[2]))
    top, end = sorted(100 * min(max(y / height, 0.0), 1.0) for y in (box[1], box[3]))
    return Box(round(x0, 3), round(top, 3), round(x1 - x0, 3), round(end - top, 3))
