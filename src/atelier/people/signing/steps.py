"""The second step: six digits of a telephone (TOTP, by django-otp), or a recovery code when it is lost."""

from __future__ import annotations

import base64
import secrets
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from atelier.common.audit import record
from atelier.common.errors import DomainError
from atelier.people.mandates import is_state
from atelier.people.models import Account
from atelier.people.signing.models import RecoveryCode

CODES, CODE_LETTERS, CODE_LENGTH = 10, "ACDEFGHJKMNPRTWXY34679", 10
KEY_BYTES = 20


class CodeWrong(DomainError):
    code = "second_step_wrong"
    message = _("This code is not the right one, or no longer. Wait for the next one, then type it.")


class StepRequired(DomainError):
    code = "second_step_required"
    message = _("Your role asks for the second step: it cannot be taken off.")


def device_of(account: Account) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=account, confirmed=True).first()


def must_have_step(account: Account) -> bool:
    """State agents and administrators, where the installation asks it of them."""
    return bool(settings.SECOND_STEP_REQUIRED) and (account.is_administrator or is_state(account))


def new_key() -> str:
    """A key in hexadecimal, to be kept by the session until a first code proves that the telephone has it."""
    return secrets.token_hex(KEY_BYTES)


def key_uri(account: Account, key: str) -> str:
    """What the QR code says to the telephone."""
    name = quote(f"Atelier:{account.email}")
    return f"otpauth://totp/{name}?secret={key_text(key)}&issuer=Atelier&algorithm=SHA1&digits=6&period=30"


def key_text(key: str) -> str:
    """The key as a person types it on a telephone without a camera."""
    return base64.b32encode(bytes.fromhex(key)).decode().rstrip("=")


@transaction.atomic
def add_step(account: Account, key: str, code: str) -> list[str]:
    """The step is asked from now on; the recovery codes, shown once. Raises CodeWrong."""
    TOTPDevice.objects.filter(user=account).delete()
    device = TOTPDevice.objects.create(user=account, name="telephone", key=key, confirmed=True)
    if not device.verify_token(tidy(code)):
        raise CodeWrong
    record("second_step.added", account, by=account)
    return renew_codes(account)


@transaction.atomic
def end_step(account: Account) -> None:
    """The step is asked no more. Raises StepRequired for those whose role asks it."""
    if must_have_step(account):
        raise StepRequired
    TOTPDevice.objects.filter(user=account).delete()
    account.recovery_codes.all().delete()
    record("second_step.ended", account, by=account)


@transaction.atomic
def renew_codes(account: Account) -> list[str]:
    """Ten new recovery codes; the former ones open nothing any more."""
    account.recovery_codes.all().delete()
    codes = ["".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH)) for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(account=account, code_hash=_hash(code)) for code in codes)
    record("recovery_codes.made", account, by=account)
    return [f"{code[:5]} {code[5:]}" for code in codes]


def pass_step(account: Account, code: str) -> None:
    """Raises CodeWrong. The same digits never pass twice; wrong ones make the next try wait."""
    typed = tidy(code)
    device = device_of(account)
    if device is not None and len(typed) == device.digits and typed.isdigit():
        if not device.verify_token(typed):
            raise CodeWrong
        return
    with transaction.atomic():
        codes = RecoveryCode.objects.filter(account=account, code_hash=_hash(typed), used_at=None)
        if not codes.update(used_at=timezone.now()):
            raise CodeWrong
        record("recovery_code.used", account, by=account)


def tidy(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())


def _hash(code: str) -> str:
    return salted_hmac("atelier.recovery_codes", tidy(code), algorithm="sha256").hexdigest()
