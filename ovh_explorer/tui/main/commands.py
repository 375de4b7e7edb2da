"""The commands of the palette, each with what people call it too."""

from ovh_explorer.tui.main.command import Command
from ovh_explorer.tui.main.operation_commands import OPERATION_COMMANDS

__all__ = ["ALL_COMMANDS", "COMMANDS"]

COMMANDS: tuple[Command, ...] = (
    *OPERATION_COMMANDS,
    Command(
        "Products",
        "The left pane",
        "show_pane('products')",
        "pane tree list_products show_products browse_products sidebar",
    ),
    Command(
        "List of paths",
        "A product's operations as a flat list, or the tree again",
        "toggle_list",
        "flat tree operations",
    ),
    Command(
        "Request",
        "The pane with the form",
        "show_pane('request')",
        "pane form parameters body show_form request_form",
    ),
    Command(
        "Response",
        "The pane with the response",
        "show_pane('response')",
        "pane result answer show_response show_result",
    ),
    Command("Next tab", "Of the pane with the focus", "step_tab(1)", "switch_tab change_tab"),
    Command(
        "Previous tab",
        "Of the pane with the focus",
        "step_tab(-1)",
        "switch_tab change_tab last_tab",
    ),
    Command(
        "Zoom",
        "Give this pane the whole width, or show all panes",
        "zoom",
        "maximize full fullscreen full_screen enlarge_pane whole_width",
    ),
    Command(
        "Other branch",
        "v1, v2",
        "next_branch",
        "version switch_version switch_branch change_version api_v1 api_v2",
    ),
    Command(
        "Read only",
        "Send nothing but GET to this endpoint, or allow every method again",
        "toggle_read_only",
        "read-only readonly safe protect settings preferences options configuration safe_mode "
        "only_get forbid_changes block_changes no_writes dangerous lock",
    ),
    Command(
        "Sign in",
        "Keys found, tokens, consumer keys, service accounts, profiles",
        "sign_in",
        "login log-in authenticate credentials account rights permissions access api_key "
        "request_a_key log_in connect keys new_key ask_key get_key request_key create_key "
        "obtain_key wait_key paste_key enter_key application_key application_secret "
        "consumer_key create_token new_token get_token paste_token access_token "
        "service_account use_account another_account other_account change_account "
        "switch_account change_user switch_user request_access oauth2 register_application "
        "set_credentials",
    ),
    Command(
        "Sign out",
        "Forget or revoke the keys, remove them from ovh.conf",
        "sign_out",
        "logout log-out account log_out log_off disconnect forget_keys revoke_keys "
        "remove_keys delete_keys end_session",
    ),
    Command(
        "A key for a tool",
        "certbot, lego, Terraform, one zone only: its rights, in its file format",
        "make_tool_key",
        "rights permissions access tokens certbot lego terraform acme ansible limited_key "
        "restricted_key key_rights dns_challenge external_dns tool_key",
    ),
    Command(
        "Make a service account",
        "With a policy that defines its rights",
        "make_service_account",
        "rights permissions access tokens account_policy oauth2 client create_service_account "
        "robot_account machine_account oauth2_client client_credentials",
    ),
    Command(
        "Links",
        "To the web console; or the command that opens this here",
        "show_links",
        "url share browser console manager open_browser open_manager web_console copy_link "
        "share_link permalink open_console",
    ),
    Command(
        "Favourites",
        "Operations saved under a name; save the open one",
        "show_favourites",
        "bookmarks favorites save_favourite save_operation saved_operations saved_requests "
        "add_bookmark add_favourite add_favorite bookmark_operation star pin",
    ),
    Command(
        "History",
        "Past requests: find one, open it filled in, send it again",
        "show_history",
        "recent requests past_requests previous_requests last_requests sent_requests "
        "old_requests journal",
    ),
    Command(
        "Script or recipe of past requests",
        "Opens the history: mark some with tab, then press F7",
        "show_history",
        "program make_script make_recipe save_recipe keep_recipe create_recipe new_recipe "
        "write_recipe record_recipe own_recipe save_script export_script create_script "
        "bash_script shell_script python_script write_script record_macro macro automate",
    ),
    Command(
        "Keys of the account",
        "Applications, consumer keys, service accounts: rules, last use, revoke",
        "show_account_keys",
        "tokens revoke rights permissions access credentials applications consumer_keys "
        "list_keys my_keys all_keys manage_keys see_keys show_keys revoke_key delete_key "
        "api_keys list_tokens revoke_token",
    ),
    Command(
        "Choose a region",
        "EU, CA, US: each has its own accounts and keys",
        "choose_region",
        "endpoint europe canada account change_region switch_region another_region "
        "another_url change_endpoint other_region us eu ca",
    ),
    Command(
        "Open the demo",
        "A local sandbox, nothing leaves this machine",
        "open_demo",
        "sandbox demo_mode start_demo test_mode practice playground",
    ),
    Command(
        "Layout",
        "Request and response side by side, or stacked",
        "toggle_layout",
        "stack side panes settings preferences options configuration split side_side "
        "change_layout arrange_panes",
    ),
    Command(
        "Wider",
        "The pane with the focus; drag its frame likewise",
        "resize_pane(1)",
        "grow resize bigger larger widen",
    ),
    Command("Narrower", "The pane with the focus", "resize_pane(-1)", "shrink resize smaller"),
    Command(
        "Sizes as at first",
        "Of all panes, where they were changed",
        "reset_layout",
        "reset layout default width reset_sizes default_sizes default_layout",
    ),
    Command(
        "What's new",
        "Operations, parameters and values that came, went or are deprecated",
        "show_news",
        "changes changelog news deprecated added removed release_notes new_operations "
        "recent_changes updates api_changes",
    ),
    Command(
        "Refresh the catalog",
        "Download every document again",
        "refresh_catalog",
        "reload update_catalog reload_catalog download_catalog download_again sync_catalog "
        "synchronise resync update_operations refresh_schemas reload_schemas update_list",
    ),
    Command(
        "Tour",
        "Five steps on the demo; again: its next step",
        "tour",
        "tutorial guide learn introduction first_steps steps getting_started walkthrough "
        "onboarding show_around start_tour",
    ),
    Command(
        "End the tour",
        "Close its line",
        "end_tour",
        "stop stop_tour close_tour leave_tour quit_tour",
    ),
    Command(
        "Keys and help",
        "",
        "show_help",
        "shortcuts bindings keyboard manual keyboard_shortcuts key_bindings hotkeys "
        "list_shortcuts show_help all_shortcuts documentation",
    ),
    Command(
        "Stop for the shell",
        "fg goes on",
        "app.suspend_process",
        "suspend background go_shell terminal",
    ),
    Command(
        "Quit",
        "",
        "app.quit",
        "exit close leave quit_program exit_program close_program leave_program close_app quit_app",
    ),
)

# Not one of them: it shows them. No screen has all settings, each is a command.
ALL_COMMANDS = Command(
    "All commands",
    "Settings among them: themes, layout, read only, profiles",
    "app.command_palette",
    "settings preferences options configuration commands palette themes profiles change_theme "
    "dark_theme light_theme dark_mode light_mode colours colors",
)
