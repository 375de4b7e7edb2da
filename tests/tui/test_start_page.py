"""What the start page says of the keys that were found."""

from ovh_explorer.tui.main.start_page_words import start_page_words
from ovh_explorer.workspace.settings import gather
from tests.tui.conftest import Stocked


async def test_the_variables_that_keys_come_from_are_named_as_one_place(tmp_path):
    environ = {
        "OVH_ENDPOINT": "http://127.0.0.1:9",
        "OVH_APPLICATION_KEY": "a" * 16,
        "OVH_APPLICATION_SECRET": "b" * 32,
        "OVH_CONSUMER_KEY": "c" * 32,
    }
    workspace = Stocked(gather("http://127.0.0.1:9", environ=environ), cache=tmp_path)
    workspace.open_store()
    lines, _ = start_page_words(workspace)
    await workspace.close()
    said = [line for _, line in lines if line.startswith("Keys: ")]
    assert said == [
        "Keys: OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET, OVH_CONSUMER_KEY in the environment"
    ]
