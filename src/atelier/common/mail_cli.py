"""`atelier mail`: what waits to be sent, sending it, and whether the mail server takes our letters."""

from __future__ import annotations

import click
from django.utils.translation import gettext as _


@click.group()
def mail() -> None:
    """Letters: what waits, send it, try the mail server."""
    import django

    django.setup()


@mail.command("list")
def list_letters() -> None:
    """Letters that wait or failed, and why."""
    from atelier.common.models import Letter

    letters = Letter.objects.exclude(state=Letter.State.SENT)
    for letter in letters:
        to = "…" if letter.is_quiet else letter.to
        click.echo(f"{letter.created_at:%Y-%m-%d %H:%M}  {letter.state:8} {to}  {_(letter.sentence or ' ')}")
    click.echo(_("%(count)s letters not sent.") % {"count": letters.count()})


@mail.command()
def send() -> None:
    """Send now, from this process, every letter that waits."""
    from django.conf import settings

    from atelier.common.mail import send_letter
    from atelier.common.models import Letter

    if not settings.EMAIL_HOST:
        raise click.ClickException(_("No mail server is set: the letter waits."))
    waiting = list(Letter.objects.filter(state=Letter.State.WAITING).values_list("pk", flat=True))
    for pk in waiting:
        send_letter.func(str(pk))
    left = Letter.objects.filter(pk__in=waiting).exclude(state=Letter.State.SENT).count()
    click.echo(_("%(sent)s letters sent, %(left)s not.") % {"sent": len(waiting) - left, "left": left})


@mail.command("test")
@click.argument("address")
def try_address(address: str) -> None:
    """Send a letter to ADDRESS at once, and say what the mail server answered."""
    from django.conf import settings
    from django.core.mail import EmailMessage

    if not settings.EMAIL_HOST:
        raise click.ClickException(_("No mail server is set: say ATELIER_SMTP_URL and ATELIER_MAIL_FROM."))
    words = _("If you read this, the letters of Atelier leave.")
    try:
        EmailMessage(_("A letter from Atelier, to try"), words + "\n", to=[address]).send()
    except OSError as error:  # smtplib's errors are OSErrors
        raise click.ClickException(_("The mail server did not take it: %(why)s") % {"why": error}) from error
    click.echo(_("The mail server took the letter to %(address)s.") % {"address": address})
