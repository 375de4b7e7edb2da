import pytest

from ovh_explorer.catalog.sections import section_of, singular, words_of
from ovh_explorer.catalog.store import Store

IAM = ["Authorization", "Logs", "Permissions & policies", "Reference", "Resources"]
ZIMBRA = ["Account", "Domain", "Organization", "Platform", "Slot"]


@pytest.mark.parametrize(
    ("path", "titles", "section"),
    [
        ("/iam/policy", IAM, "Permissions & policies"),
        ("/iam/permissionsGroup/{permissionsGroupURN}", IAM, "Permissions & policies"),
        ("/iam/authorization/check", IAM, "Authorization"),
        ("/iam/resource/{resourceURN}/authorization/check", IAM, "Authorization"),
        ("/iam/log/kind/{name}", IAM, "Logs"),
        ("/iam/reference/action", IAM, "Reference"),
        ("/iam/resourceGroup/{groupId}", IAM, "Resources"),
        ("/zimbra/platform/{platformId}/account", ZIMBRA, "Account"),
        ("/zimbra/platform/{platformId}/task/{taskId}", ZIMBRA, "Platform"),
        ("/iam", IAM, ""),
        ("/iam/other/{policy}", IAM, ""),
        ("/iam/policy", [], ""),
        ("/account/thing", ZIMBRA, ""),
    ],
)
def test_the_last_literal_segment_that_shares_a_word_with_a_title_names_the_section(
    path, titles, section
):
    assert section_of(f"/{path.split('/')[1]}", path, titles) == section


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("permissionsGroup", ["permissions", "group"]),
        ("s3Credentials", ["s3", "credentials"]),
        ("oauth2", ["oauth2"]),
        ("APIKey", ["api", "key"]),
        ("2016v1", ["2016", "v1"]),
        ("Permissions & policies", ["permissions", "policies"]),
        ("é", []),
        ("", []),
    ],
)
def test_words_of_a_name(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("policies", "policy"),
        ("logs", "log"),
        ("addresses", "address"),
        ("address", "address"),
        ("status", "status"),
        ("boxes", "box"),
        ("dns", "dns"),
        ("s", "s"),
        ("", ""),
    ],
)
def test_singular(word, one):
    assert singular(word) == one


def test_every_operation_of_a_real_document_with_subsections_is_in_one(real_store: Store):
    for product in ("/iam", "/vrackServices", "/zimbra"):
        titles = [title for title, _ in real_store.subsections("v2", product)]
        rows = real_store.operations("v2", product)
        assert titles
        assert rows
        assert {row.section for row in rows} <= set(titles)
    assert {row.section for row in real_store.operations("v1", "/domain")} == {""}
