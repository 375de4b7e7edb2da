"""What is told of a field that is edited, and of the values that it can take."""

from textual.message import Message

from ovh_explorer.form import Field

__all__ = ["ChoicesShown", "CurrentWanted", "Stopped", "Typing", "ValuesWanted"]


class FieldMessage(Message):
    """Tells of a field that is edited."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field


class ValuesWanted(FieldMessage):
    """The values that `field` can take are wanted, from the account."""


class Typing(FieldMessage):
    """Something was typed into `field`, whose values were not asked for."""


class ChoicesShown(FieldMessage):
    """Values of `field` are in sight that have no label yet."""

    def __init__(self, field: Field, texts: list[str]) -> None:
        super().__init__(field)
        self.texts = texts


class CurrentWanted(Message):
    """What the form is to change is to be shown in it as it is now."""


class Stopped(Message):
    """The values aren't waited for any more."""
