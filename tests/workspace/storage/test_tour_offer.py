"""The tour is offered once; again where that can't be kept."""

import os

import pytest

from ovh_explorer.config import state_dir
from ovh_explorer.workspace.storage.tour_offer import TourOffer


def test_it_is_offered_once(tmp_path):
    path = tmp_path / "state" / "tour-offered"
    assert TourOffer(path).use()
    assert not TourOffer(path).use()
    assert path.read_bytes() == b""


def test_it_is_kept_where_the_rest_of_the_state_is(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert TourOffer().use()
    assert (state_dir() / "tour-offered").exists()
    assert not TourOffer().use()


def test_a_file_in_place_of_the_directory_means_that_it_is_offered_again(tmp_path):
    (tmp_path / "state").write_text("not a directory")
    offer = TourOffer(tmp_path / "state" / "tour-offered")
    assert offer.use()
    assert offer.use()
    assert (tmp_path / "state").read_text() == "not a directory"


@pytest.mark.skipif(os.name != "posix", reason="no such device")
def test_a_home_that_is_no_place_for_files_means_that_it_is_offered_again(monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    assert TourOffer().use()
    assert TourOffer().use()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root writes anywhere")
def test_a_directory_that_can_t_be_written_to_means_that_it_is_offered_again(tmp_path):
    (tmp_path / "state").mkdir(mode=0o500)
    offer = TourOffer(tmp_path / "state" / "tour-offered")
    assert offer.use()
    assert offer.use()
