"""What the other entries of a list say: a list has each value once."""

from ovh_explorer.form.field import Field
from ovh_explorer.form.kinds import State

__all__ = ["texts_of_others"]


def texts_of_others(field: Field) -> frozenset[str]:
    """What the other entries say of a list that a field is an entry of, or the one part of an
    entry; nothing for any other field.
    """
    entry = field if field.is_entry else field.parent
    whole = entry.parent if entry is not None and entry.is_entry else None
    if entry is None or whole is None or whole.kind != "list":
        return frozenset()
    if entry is not field and any(part is not field for part in entry.parts):
        # With other parts, two entries may say the same of one.
        return frozenset()
    others = [other for other in whole.parts if other is not entry]
    parts = others if entry is field else [other.part(field.name) for other in others]
    return frozenset(
        part.text
        for part in parts
        if part is not None and part.state is State.SET and not part.is_secret
    )
