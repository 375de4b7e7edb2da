"""How what is shown of a response differs from what was shown before."""

from ovh_explorer.tui.drawing.documents import Document
from ovh_explorer.tui.drawing.json_lines import AdvisedLines, FoldedLines
from ovh_explorer.tui.open_operation import Shown

__all__ = ["document_of", "first_line", "goes_on", "looks_alike"]


def document_of(shown: Shown) -> Document | None:
    """What is drawn of a response; None where there is none. What is advised to the user of other
    keys is no advice to the user of these.
    """
    document = None if shown.found is None else shown.found.document
    if shown.has_other_keys and isinstance(document, AdvisedLines):
        return document.below
    return document


def first_line(shown: Shown) -> int | None:
    """The line of the view that the cursor begins on: where it was left, else the first item; None
    where no line leads anywhere.
    """
    found = shown.found
    if found is None or not found.response.ok or not isinstance(found.document, FoldedLines):
        return None
    document = found.document
    row = 1 if document.line is None else document.folds.row_of(document.line)
    return min(row, document.height - 1)


def goes_on(one: Shown, other: Shown) -> bool:
    """Whether a response took the place of another one, and is shown as that was."""
    here, there = one.found, other.found
    if here is None or there is None or there.previous is not here.text:
        return False
    return here.as_table == there.as_table and (not there.as_table or there.table is not None)


def looks_alike(one: Shown, other: Shown) -> bool:
    """Whether the lines of two responses are the same, whatever is said above them."""
    here, there = one.found, other.found
    if here is None or there is None:
        return one.form is other.form and one.outcome is other.outcome
    return here.text is there.text and here.as_table == there.as_table and here.table is there.table
