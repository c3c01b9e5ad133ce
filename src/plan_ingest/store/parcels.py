"""What was read of one source as one object: its kept folder, packed."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from plan_ingest.errors import RecordError
from plan_ingest.store.files import write_bytes
from plan_ingest.store.kept import DOCUMENT, ITEMS, STATE, Kept, read_kept

READINGS = "readings"
"""Where in a store the parcels lie."""
_AT = (1980, 1, 1, 0, 0, 0)
"""The one date of all members, so that the same reading gives the same bytes."""


def parcel_name(items_key: str) -> str:
    """Where the parcel of a reading lies: by the key of all that it rests on."""
    return f"{READINGS}/{items_key[:2]}/{items_key}.zip"


def packed(folder: Path) -> bytes:
    """A source's kept folder as the bytes of one object."""
    names = (DOCUMENT, ITEMS, STATE)
    return packed_files(
        {n: (folder / n).read_bytes() for n in names if (folder / n).is_file()}
    )


def packed_files(files: Mapping[str, bytes]) -> bytes:
    """What a source's kept folder would hold, by name, as the bytes of one object."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as parcel:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, _AT)
            member.compress_type = zipfile.ZIP_DEFLATED
            parcel.writestr(member, content)
    return whole.getvalue()


def unpacked(content: bytes, folder: Path) -> Kept:
    """Lay a parcel into a source's folder, the state last; what is kept there.

    Raises RecordError where the parcel is damaged.
    """
    (folder / STATE).unlink(missing_ok=True)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parcel:
            there = set(parcel.namelist())
            for name in (DOCUMENT, ITEMS, STATE):
                if name not in there:
                    (folder / name).unlink(missing_ok=True)
                    continue
                write_bytes(folder / name, parcel.read(name))
    except zipfile.BadZipFile as wrong:
        raise _damaged(folder) from wrong
    kept = read_kept(folder)
    if kept is None:
        raise _damaged(folder)
    return kept


def _damaged(folder: Path) -> RecordError:
    return RecordError(
        f"{folder.name}: what the store keeps of it is damaged; ingest it with --again"
    )
