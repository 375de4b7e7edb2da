"""In French: code stays as it is, and what can't be written is said in French."""

import pytest

from ovh_explorer.snippets import LANGUAGES, SnippetError, snippet
from ovh_explorer.translation import set_language

from .cases import CASES


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "signature"])
def test_code_and_its_comments_are_the_same_in_each_language(language: str, in_english) -> None:
    # A command line can't hold one of them.
    calls = [call for name, call in CASES.items() if name != "GET nasty"]
    english = [snippet(language, call) for call in calls]
    set_language("fr")
    assert [snippet(language, call) for call in calls] == english


@pytest.mark.parametrize("name", ["GET", "GET repeated"])
def test_what_is_hashed_is_explained_in_french(name: str, in_english) -> None:
    english = snippet("signature", CASES[name]).splitlines()
    set_language("fr")
    text = snippet("signature", CASES[name])
    french = text.splitlines()
    assert french[0].startswith("X-Ovh-Signature contient $1$ puis le SHA-1")
    assert "connue de vous et de l’API, jamais envoyée" in text
    assert "sent" not in text.split()
    # What is hashed is the same.
    assert french[-1] == english[-1]
    assert french[-1].startswith("APPLICATION_SECRET+CONSUMER_KEY+")


def test_why_a_call_can_not_be_written_is_said_in_french(in_french) -> None:
    with pytest.raises(SnippetError, match="Une valeur contient un NUL, qu’aucun shell"):
        snippet("try", CASES["GET nasty"])
    with pytest.raises(SnippetError, match="Pas d’extraits de code en «\u202fcobol\u202f»"):
        snippet("cobol", CASES["GET"])
