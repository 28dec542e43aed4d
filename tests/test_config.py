"""Settings: checked once, refused in one line that names the setting and what to do."""

from pathlib import Path

import pytest

from lms.config import Settings
from lms.errors import ConfigurationError

SECRET = "s" * 32


def read(**environment: str) -> Settings:
    return Settings.read({"LMS_SECRET_KEY": SECRET, **environment})


def test_the_database_is_a_file_of_the_instance_unless_said_otherwise(tmp_path: Path):
    settings = read(LMS_INSTANCE=str(tmp_path))

    assert settings.database_url == f"sqlite:///{tmp_path}/shitu.sqlite3"
    assert settings.embedded


def test_the_folder_of_data_becomes_an_absolute_path():
    assert read(LMS_INSTANCE="some/where").instance.is_absolute()


def test_the_secret_is_read_from_the_instance(tmp_path: Path):
    (tmp_path / "secret-key").write_text("k" * 64)

    assert Settings.read({"LMS_INSTANCE": str(tmp_path)}).secret_key == "k" * 64


def test_demo_mode_is_read_from_what_the_instance_records(tmp_path: Path):
    (tmp_path / "demo").write_text("1\n")

    assert read(LMS_INSTANCE=str(tmp_path)).demo
    assert not read(LMS_INSTANCE=str(tmp_path), LMS_DEMO="0").demo


def test_backups_are_made_at_night_and_kept_by_rule(tmp_path: Path):
    backups = read(LMS_INSTANCE=str(tmp_path)).backups

    assert (backups.folder, backups.key, str(backups.at)) == (
        tmp_path / "backups",
        None,
        "02:30:00",
    )
    assert (backups.keep.days, backups.keep.weeks, backups.keep.months) == (7, 4, 12)
    assert read(LMS_BACKUP_AT="never").backups.at is None


def test_the_passphrase_of_backups_is_read_from_its_file_and_never_shown(tmp_path: Path):
    file = tmp_path / "passphrase"
    file.write_text("correct horse battery staple\n")
    settings = read(LMS_BACKUP_KEY_FILE=str(file))

    assert settings.backups.key == "correct horse battery staple"
    assert "horse" not in repr(settings)


def test_cookies_are_bound_to_tls_when_people_come_over_it():
    assert read(LMS_PUBLIC_URL="https://training.example.com/").secure
    assert read(LMS_PUBLIC_URL="https://training.example.com/").public_url.endswith(".com")
    assert not read().secure


def test_the_server_answers_to_its_public_name_and_to_those_listed():
    settings = read(
        LMS_PUBLIC_URL="https://Training.example.com:8443", LMS_HOSTS=" a.example, B.Example. ,"
    )

    assert settings.hosts == {
        "localhost", "127.0.0.1", "training.example.com", "a.example", "b.example",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"LMS_SECRET_KEY": ""}, "LMS_SECRET_KEY"),
        ({"LMS_SECRET_KEY": "short"}, "LMS_SECRET_KEY"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://x"}, "DATABASE_URL"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        ({"LMS_TIMEZONE": "Asia/Nowhere"}, "LMS_TIMEZONE"),
        ({"LMS_TIMEZONE": "../etc/passwd"}, "LMS_TIMEZONE"),
        ({"LMS_DEMO": "yes"}, "LMS_DEMO"),
        ({"LMS_FOUR_EYES": "2"}, "LMS_FOUR_EYES"),
        ({"PORT": "http"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"LMS_PUBLIC_URL": "training.example.com"}, "LMS_PUBLIC_URL"),
        ({"LMS_PROXIES": "6"}, "LMS_PROXIES"),
        ({"LMS_BACKUP_AT": "2:30"}, "LMS_BACKUP_AT"),
        ({"LMS_BACKUP_AT": "24:00"}, "LMS_BACKUP_AT"),
        ({"LMS_BACKUP_KEEP": "7,4"}, "LMS_BACKUP_KEEP"),
        ({"LMS_BACKUP_KEEP": "7,4,-1"}, "LMS_BACKUP_KEEP"),
        ({"LMS_BACKUP_KEY": "too short"}, "LMS_BACKUP_KEY"),
        ({"LMS_BACKUP_KEY_FILE": "/nowhere/at/all"}, "LMS_BACKUP_KEY_FILE"),
        ({"LMS_BACKUP_KEY": "k" * 16, "LMS_BACKUP_KEY_FILE": "/x"}, "LMS_BACKUP_KEY"),
        ({"LMS_PROXIES": "-1"}, "LMS_PROXIES"),
        ({"LMS_PROXIES": "²"}, "LMS_PROXIES"),
        ({"LMS_HOSTS": "https://training.example.com"}, "LMS_HOSTS"),
        ({"LMS_HOSTS": "training.example.com:8000"}, "LMS_HOSTS"),
        ({"LMS_HOSTS": "a..b"}, "LMS_HOSTS"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(tmp_path: Path, environment: dict, named: str):
    with pytest.raises(ConfigurationError) as refusal:
        Settings.read({"LMS_INSTANCE": str(tmp_path), "LMS_SECRET_KEY": SECRET, **environment})

    assert named in str(refusal.value)
    assert "\n" not in str(refusal.value)
