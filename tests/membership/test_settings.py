"""Settings: environment over file over defaults; what is not understood is refused."""

import stat
from pathlib import Path

import pytest

from membership import settings
from membership.installation import init
from membership.settings import SettingsWrong


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('upload_mib = 5\nlanguage = "en"\n')
    read = settings.read(tmp_path, {"MEMBERSHIP_UPLOAD_MIB": "7"})
    assert (read.upload_mib, read.language, read.session_hours) == (7, "en", 12)


@pytest.mark.parametrize(
    "environment",
    [
        {"MEMBERSHIP_UPLOD_MIB": "7"},
        {"MEMBERSHIP_UPLOAD_MIB": "seven"},
        {"MEMBERSHIP_UPLOAD_MIB": "0"},
    ],
)
def test_a_setting_that_is_not_understood_is_refused_by_name(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    with pytest.raises(SettingsWrong, match=r"(?i)upl"):
        settings.read(tmp_path, environment)


def test_init_can_be_repeated_and_keeps_the_key_to_itself(tmp_path: Path) -> None:
    first = init(tmp_path, "proeco-cbrne")
    key = first.key_file.read_text()
    again = init(tmp_path, "proeco-cbrne")
    assert again.key_file.read_text() == key
    assert stat.S_IMODE(first.key_file.stat().st_mode) == 0o600


def test_an_installation_does_not_change_its_cluster(tmp_path: Path) -> None:
    init(tmp_path, "proeco-cbrne")
    with pytest.raises(SettingsWrong, match="cannot become"):
        init(tmp_path, "mechatrec")


def test_an_unknown_cluster_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(SettingsWrong, match="mechatrec, proeco-cbrne"):
        init(tmp_path, "other")


def test_no_proxy_is_a_number_of_proxies(tmp_path: Path) -> None:
    assert settings.read(tmp_path, {"MEMBERSHIP_TRUSTED_PROXIES": "0"}).trusted_proxies == 0
    with pytest.raises(SettingsWrong, match="trusted_proxies"):
        settings.read(tmp_path, {"MEMBERSHIP_TRUSTED_PROXIES": "-1"})
