"""The actions of the main screen that only pass a key on to a part of it, one a line."""

from ovh_explorer.tui.main.actions import in_code, in_response, of_account, of_bench, of_tour
from ovh_explorer.tui.main.recipes import next_step, show_recipes

__all__ = ["KeyActions"]


class KeyActions:
    """What the workbench, the account or the tour does for a key of the main screen."""

    # The workbench's keys

    action_try_call = of_bench(lambda bench: bench.try_call())
    action_copy_response = of_bench(lambda bench: bench.copy_response())
    action_copy_call = of_bench(lambda bench: bench.copy_call())
    action_save_response = of_bench(lambda bench: bench.save_response())
    action_show_links = of_bench(lambda bench: bench.show_links())
    action_edit_outside = of_bench(lambda bench: bench.edit_outside())
    action_go_back = of_bench(lambda bench: bench.go_back())
    action_go_forward = of_bench(lambda bench: bench.go_forward())
    action_next_step = next_step(of_bench(lambda bench: bench.next_step()))
    action_show_recipes = show_recipes
    action_next_state = of_bench(lambda bench: bench.next_state())
    action_clear_form = of_bench(lambda bench: bench.clear_form())
    action_fill_form = of_bench(lambda bench: bench.fill_form())
    action_load_current = of_bench(lambda bench: bench.load_current())
    action_fill_example = of_bench(lambda bench: bench.fill_example())
    action_fill_field = of_bench(lambda bench: bench.fill_field())
    action_add = of_bench(lambda bench: bench.add_entry())
    action_undo = of_bench(lambda bench: bench.undo())
    action_redo = of_bench(lambda bench: bench.redo())
    action_next_mistake = of_bench(lambda bench: bench.next_mistake())
    step_tab = of_bench(lambda bench, by: bench.step_tab(by))

    action_in_response = in_response
    action_in_code = in_code

    # The account, history and favourites

    action_sign_in = of_account(lambda account: account.sign_in())
    action_sign_out = of_account(lambda account: account.sign_out())
    action_choose_region = of_account(lambda account: account.choose_region())
    action_open_demo = of_account(lambda account: account.open_demo())
    action_choose_schemas_version = of_account(lambda account: account.choose_schemas_version())
    action_make_tool_key = of_account(lambda account: account.make_tool_key())
    action_make_service_account = of_account(lambda account: account.make_service_account())
    action_show_account_keys = of_account(lambda account: account.show_keys())
    action_show_history = of_account(lambda account: account.show_history())
    action_show_favourites = of_account(lambda account: account.show_favourites())
    action_show_news = of_account(lambda account: account.show_news())
    action_compare = of_account(lambda account: account.compare())

    # With what is chosen: a number, a profile.
    action_open_entry = of_account(lambda account, number: account.open_entry(number))
    action_open_favourite = of_account(lambda account, number: account.open_favourite(number))
    use_profile = of_account(lambda account, profile: account.use_profile(profile))

    # The tour

    action_tour = of_tour(lambda tour: tour.go_on())
    action_end_tour = of_tour(lambda tour: tour.end())
