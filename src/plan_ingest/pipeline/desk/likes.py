"""Near-duplicates found in the background: the desk is open meanwhile."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from plan_ingest.pipeline.desk.bench import Bench
from plan_ingest.pipeline.review_desk import ratios
from plan_ingest.review.duplicates import groups
from plan_ingest.store.desk_index import tell, told


@dataclass(frozen=True, slots=True)
class _Worded:
    item_id: str
    source_id: str
    item_no: int
    text: str


class _Stopped(Exception):
    """The desk was closed before the groups were found."""


class Likes:
    """Finds the groups of a desk once, in a thread of its own."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._find, daemon=True)
        self._least = bench.project.settings.reviewing.near_duplicate
        if told(bench.index.reading, "likes") != str(self._least):
            self._thread.start()

    def wait(self) -> None:
        """Until the groups are there."""
        if self._thread.is_alive():
            self._thread.join()

    def stop(self) -> None:
        """Give up what is not found yet; the next desk begins anew."""
        self._stopped.set()
        self.wait()

    def _find(self) -> None:
        index, least = self._bench.index, self._least
        rows = index.reading.execute(
            "SELECT item_id, source_id, item_no, text FROM items"
        ).fetchall()
        alike = ratios(least)

        def likeness(text: str, others: Sequence[str]) -> Sequence[float]:
            if self._stopped.is_set():
                raise _Stopped
            return alike(text, others)

        try:
            found = groups((_Worded(*row) for row in rows), likeness, least)
        except _Stopped:
            return
        with index.writing() as connection:
            connection.execute("UPDATE items SET likes='' WHERE likes!=''")
            # A text corrected meanwhile is no longer what was compared.
            connection.executemany(
                "UPDATE items SET likes=? WHERE item_id=? AND text=?",
                [(g.id, one.item_id, one.text) for g in found for one in g.items],
            )
            tell(connection, "likes", least)
