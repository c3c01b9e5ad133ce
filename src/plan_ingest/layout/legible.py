"""Whether a page's words can be read, and if not, why."""

from plan_ingest.layout.page import PageContent

GARBLED = "the page's fonts do not say which characters they show"
CLOSED = "the page cannot be opened"
PICTURE = "the page is a picture without text"
OUTLINES = "the page is drawn, its text is not kept as text"
_UNKNOWN_SHARE = 0.5  # of a page's characters without a meaning
_PICTURE_SHARE = 0.5  # of the page's area
_FEW = 15  # characters: a page number or a stamp on a scan
_MANY_MARKS = 200  # strokes and fills on a page without a word
_ENOUGH = 300  # Latin letters, before their shares say anything
_LEAST_COMMON = 0.4  # of the letters; English has 0.7, Welsh, German, Polish above 0.5
_COMMON = "etaoinshràáâäåæèéêëìíîïòóôöøùúûü"
_LETTERS = _COMMON + "bcdfgjklmpquvwxyz"


def why_unread(content: PageContent) -> str | None:
    """Why a page cannot be read; None when it can, or is blank."""
    if not content.width:
        return CLOSED
    characters = sum(len(word.text) for word in content.words)
    if characters and content.unmapped >= _UNKNOWN_SHARE * characters:
        return GARBLED
    if characters < _FEW and _is_picture(content):
        return PICTURE
    if not characters:
        many = len(content.rules) + len(content.fills) > _MANY_MARKS
        return PICTURE if content.images else OUTLINES if many else None
    return None if _reads_like_words(content, characters) else GARBLED


def _is_picture(content: PageContent) -> bool:
    area = content.width * content.height
    return any(
        (x1 - x0) * (bottom - top) >= _PICTURE_SHARE * area
        for x0, top, x1, bottom in content.images
    )


def _reads_like_words(content: PageContent, characters: int) -> bool:
    """Whether letters mean what they say: a wrong map makes rare letters common."""
    text = "".join(word.text for word in content.words)
    shown = characters if text.isprintable() else sum(map(str.isprintable, text))
    if shown < _UNKNOWN_SHARE * characters:
        return False
    text = text.casefold()
    letters = sum(map(text.count, _LETTERS))
    common = sum(map(text.count, _COMMON))
    return letters < _ENOUGH or common >= _LEAST_COMMON * letters
