"""What esc ends: the innermost thing that is going on."""

from typing import TYPE_CHECKING

from ovh_explorer.tui.request.form_view import FormView
from ovh_explorer.tui.terminal.toast_rack import standing_toasts, withdraw_toasts

if TYPE_CHECKING:
    from textual.app import App

    from ovh_explorer.tui.main.recipes import Recipes
    from ovh_explorer.tui.products.pane import ProductsPane
    from ovh_explorer.tui.workbench.workbench import Workbench

__all__ = ["end_innermost"]


def end_innermost(
    app: "App[None]", products: "ProductsPane", bench: "Workbench | None", recipes: "Recipes"
) -> None:
    """End the innermost of these: the filter of the products where they have the focus, the
    choices, the field, the request that runs, the toasts, the recipe, the highlighted row: letters
    are commands then. Never the program.

    What only tells, such as that a step was the last one, holds no recipe up: its strip says that
    esc leaves it.
    """
    if products.has_focus_within and products.close_filter():
        return
    if bench is not None and bench.leave_innermost():
        return
    if bench is not None and bench.is_sending:
        bench.cancel()
        return
    only_tell = all(toast.severity == "information" for toast in standing_toasts(app))
    were_standing = withdraw_toasts(app, None)
    if (not were_standing or only_tell) and recipes.leave():
        return
    if not were_standing and isinstance(app.focused, FormView):
        app.focused.leave_row()
