"""What esc ends: the innermost thing that is going on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ovh_explorer.tui.products.pane import ProductsPane
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["end_innermost"]


def end_innermost(products: "ProductsPane", bench: "Workbench | None") -> None:
    """End the innermost of these: the choices, the field, the filter, the request that runs. Never
    the program.
    """
    if bench is not None and bench.leave_innermost():
        return
    if not products.close_filter() and bench is not None:
        bench.cancel()
