"""The demo's catalog is read in the user's language; what OVHcloud's says stays as it is."""

import pytest

from ovh_explorer.catalog.store import Store
from ovh_explorer.cli import main
from ovh_explorer.sandbox.documents import EMBEDDED
from ovh_explorer.translation import catalog
from ovh_explorer.translation.catalog_text import CONTEXT, catalog_text, translate_catalog
from ovh_explorer.workspace.sync.catalog import Catalog
from ovh_explorer.workspace.sync.catalog_file import CatalogFile
from tests.conftest import fill
from tests.translation.catalogs import file_of, translations_of
from tests.translation.messages import DOCUMENTS, in_documents


def test_the_catalog_of_the_demo_speaks_french(in_french):
    translate_catalog(is_ours=True)
    assert catalog_text("Your zones") == "Vos zones"
    assert catalog_text("") == ""
    assert catalog_text("What a gateway says of itself") == "What a gateway says of itself"


def test_the_catalog_of_ovhcloud_stays_as_it_is(in_french):
    translate_catalog(is_ours=False)
    assert catalog_text("Your zones") == "Your zones"


def test_english_reads_no_translation(monkeypatch):
    def read(*_: object, **__: object) -> None:
        raise AssertionError("a catalog was read")

    monkeypatch.setattr(catalog, "read_catalog", read)
    translate_catalog(is_ours=True)
    assert catalog_text("Your zones") == "Your zones"


def test_whose_catalog_it_is_follows_the_one_that_was_opened_last(in_french, tmp_path):
    with Store(tmp_path / "demo.db") as store:
        Catalog("http://127.0.0.1:8099", store, None)
        assert catalog_text("Your zones") == "Vos zones"
        file = CatalogFile("https://eu.api.ovh.com", tmp_path / "cache")
        Catalog("https://eu.api.ovh.com", file.store, file)
        assert catalog_text("Your zones") == "Your zones"
        file.close()


def test_what_is_stored_of_an_operation_is_english_and_has_its_french(in_french, tmp_path):
    translate_catalog(is_ours=True)
    french = translations_of(file_of("fr", CONTEXT))
    texts = {item.text for item in french}
    with Store(tmp_path / "catalog.db") as store:
        fill(store, EMBEDDED)
        rows = [
            row
            for branch in ("v1", "v2")
            for product in store.products(branch)
            for row in store.operations(branch, product.path)
        ]
        assert {row.description for row in rows} - {""} <= texts
        operation = store.operation("v1", "POST", "/domain/zone/{zoneName}/record")
    assert operation is not None
    said = {operation.description, *(item.description for item in operation.parameters)}
    assert said <= texts
    assert not said & {catalog_text(text) for text in said}


def test_the_documents_are_those_of_the_demo():
    [pattern] = DOCUMENTS[CONTEXT]
    assert str(EMBEDDED).endswith(pattern.partition("/**")[0])


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ({"subsections": {"Title": "Not shown"}}, ["Title"]),
        ({"description": "One"}, ["One"]),
        ({"apis": [{"operations": [{"description": "Deep"}]}]}, ["Deep"]),
        ({"description": ""}, []),
        # A property of this name, in a model.
        ({"properties": {"description": {"type": "string"}}}, []),
        ({"description": {"description": "What is said of it"}}, ["What is said of it"]),
    ],
)
def test_texts_of_a_document_are_found_at_any_depth(content, texts):
    assert list(in_documents(content, ["description", "keys of subsections"])) == texts


def test_the_list_of_what_was_found_is_for_people_and_json_for_programs(capfd):
    for line, words in (
        ("search zone record --demo --lang fr", "Les enregistrements d’une zone"),
        ("search zone record --demo --lang fr --json", "The records of a zone"),
    ):
        assert main(line.split()) == 0
        assert words in capfd.readouterr().out
