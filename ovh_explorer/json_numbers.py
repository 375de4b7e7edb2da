"""Numbers with a fraction or an exponent: they leave with the value that was typed, or not."""

import math
from decimal import Decimal, InvalidOperation

__all__ = ["InexactNumberError", "exact_float"]


class InexactNumberError(ValueError):
    """A number that would become another one; `text` is what was typed, `number` the other."""

    def __init__(self, text: str, number: float) -> None:
        super().__init__(text)
        self.text = text
        self.number = number


def exact_float(text: str) -> float:
    """The number that a text of JSON spells.

    Raises:
        InexactNumberError: where a double, as which it is sent, has another value: it has some 17
            digits, and goes to about 1.8e308.
    """
    number = float(text)
    try:
        is_exact = math.isfinite(number) and Decimal(text) == Decimal(repr(number))
    except InvalidOperation:
        # An exponent of more digits than Decimal takes.
        is_exact = False
    if not is_exact:
        raise InexactNumberError(text, number)
    return number
