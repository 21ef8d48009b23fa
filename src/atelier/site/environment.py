"""What the environment says, read once and verified: a wrong value stops the start with a sentence."""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SOURCE = Path(__file__).resolve().parents[1]
ROOT = SOURCE.parents[1]
TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class SettingWrong(SystemExit):
    """A setting that cannot be used; the message names it and says what it takes."""


@dataclass(frozen=True)
class Mail:
    """How letters leave; no host: they wait."""

    host: str
    port: int
    user: str
    password: str
    is_encrypted: bool
    sender: str


@dataclass(frozen=True)
class Environment:
    """One field a setting; docs/reference/settings.md lists them, and a test holds the two together."""

    source: Path
    root: Path
    var: Path
    data: Path
    secret_key: str
    debug: bool
    https: bool
    allowed_hosts: list[str]
    trusted_origins: list[str]
    internet_allowed: bool
    redis_url: str
    database: dict[str, Any]
    mail: Mail
    second_step_required: bool

    @classmethod
    def read(cls) -> Environment:
        var = Path(os.environ.get("ATELIER_VAR", ROOT / "var")).absolute()
        var.mkdir(parents=True, exist_ok=True)
        (var / "static").mkdir(exist_ok=True)
        return cls(
            source=SOURCE,
            root=ROOT,
            var=var,
            data=Path(os.environ.get("ATELIER_DATA", ROOT / "data")).absolute(),
            secret_key=_secret_key(var),
            debug=_flag("ATELIER_DEBUG"),
            https=_flag("ATELIER_HTTPS"),
            allowed_hosts=_words("ATELIER_HOSTS") or ["*"],
            trusted_origins=_words("ATELIER_ORIGINS"),
            internet_allowed=_flag("ATELIER_INTERNET"),
            redis_url=_redis_url(),
            database=_database(var),
            mail=_mail(),
            second_step_required=_flag("ATELIER_SECOND_STEP"),
        )


def _flag(name: str) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise SettingWrong(f"{name}={value!r}: write yes or no.")


def _words(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def _secret_key(var: Path) -> str:
    """The key of the environment, or one made at the first start and kept beside the database."""
    if key := os.environ.get("ATELIER_SECRET_KEY"):
        if len(key) < 32:
            raise SettingWrong("ATELIER_SECRET_KEY is too short: give at least 32 random characters.")
        return key
    path = var / "secret_key"
    if not path.exists():
        fresh = var / f".secret_key-{os.getpid()}"
        fresh.touch(0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)  # whole or not at all: another process may be starting too
        fresh.unlink()
    return path.read_text()


def _redis_url() -> str:
    url = os.environ.get("ATELIER_REDIS_URL", "")
    if url and urlsplit(url).scheme not in {"redis", "rediss", "unix"}:
        raise SettingWrong("ATELIER_REDIS_URL must begin with redis://, rediss:// or unix://.")
    return url


def _mail() -> Mail:
    """smtp:// is upgraded by STARTTLS where there is a password, and clear otherwise; smtps:// is encrypted."""
    url, sender = os.environ.get("ATELIER_SMTP_URL", ""), os.environ.get("ATELIER_MAIL_FROM", "")
    parts = urlsplit(url)
    if url and (parts.scheme not in {"smtp", "smtps"} or not parts.hostname):
        raise SettingWrong("ATELIER_SMTP_URL must look like smtp://user:password@host:587 or smtps://….")
    if url and "@" not in sender:
        raise SettingWrong("ATELIER_MAIL_FROM must give the address letters come from, when ATELIER_SMTP_URL is set.")
    is_encrypted = parts.scheme == "smtps"
    return Mail(
        host=parts.hostname or "",
        port=parts.port or (465 if is_encrypted else 587 if parts.password else 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_encrypted=is_encrypted,
        sender=sender or "atelier@localhost",
    )


def _database(var: Path) -> dict[str, Any]:
    url = os.environ.get("ATELIER_DATABASE_URL") or f"sqlite:///{var / 'atelier.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": parts.port or "",
            "CONN_MAX_AGE": 0,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 12}},
        }
    raise SettingWrong("ATELIER_DATABASE_URL must begin with sqlite:/// or postgresql://.")


def _sqlite(path: str) -> dict[str, Any]:
    """WAL so that readers never wait; IMMEDIATE so that a writer waits its turn instead of failing late."""
    pragmas = (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=20000",
        "temp_store=MEMORY",  # what a statement of many rows keeps to undo itself: otherwise a file, made each time
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": " ".join(f"PRAGMA {pragma};" for pragma in pragmas),
        },
        "CONN_MAX_AGE": None,  # opening a file again and again costs more than keeping it
    }
