"""Which calls spend money or destroy something: the one list of them."""

import re
from dataclasses import dataclass

from ovh_explorer.call import Call

__all__ = ["Danger", "danger_of"]

_SPENDS, _DESTROYS, _ENDS = "spends money", "destroys what is there", "ends a service"
# By method and template of the path; the first that fits counts. What only fills a cart costs nothing.
_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (method, re.compile(pattern), what)
    for method, pattern, what in (
        ("DELETE", r".*", _DESTROYS),
        ("POST", r"/order/cart/\{cartId\}/checkout", _SPENDS),
        ("POST", r"/order/(?!cart(?:$|/)|cartServiceOption/).+", _SPENDS),
        ("POST", r".*/(?:pay|payWith\w+|payment|bringBackAndPay)", _SPENDS),
        ("POST", r".*/(?:upgrade|changeOffer|subscribe|activateMonthlyBilling)", _SPENDS),
        ("POST", r".*/(?:terminate|confirmTermination|terminateByUser)", _ENDS),
        ("POST", r".*/(?:reinstall|rebuild|reset|resetToFactory|restoreSnapshot|revertSnapshot|format)", _DESTROYS),
        ("POST", r".*/(?:delete|remove|purge|wipe|destroy)\w*", _DESTROYS),
        ("POST", r"/domain/zone/\{zoneName\}/(?:import|history/\{creationDate\}/restore)", _DESTROYS),
    )
)


@dataclass(frozen=True, slots=True)
class Danger:
    """Why a call wants a second look, and the `word` that is typed to send it: the service's name."""

    what: str
    word: str


def danger_of(call: Call) -> Danger | None:
    """What is dangerous about a call; None for what reads, or changes what can be changed back."""
    for method, pattern, what in _RULES:
        if call.method == method and pattern.fullmatch(call.path):
            return Danger(what, _word(call))
    return None


def _word(call: Call) -> str:
    """The name of the service that the call is about, else the last word of its path."""
    shown = [(name, value) for name, value in call.path_values if ("path", name) not in call.sensitive]
    for name, value in shown:
        if name == "serviceName" and call.method != "DELETE":
            return value
    return shown[-1][1] if shown else call.path.rpartition("/")[2]
