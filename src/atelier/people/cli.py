"""`atelier people …`: who may sign in."""

from __future__ import annotations

import secrets

import click

PASSWORD_BYTES = 12


@click.group()
def people() -> None:
    """Accounts of those who prepare and run ateliers."""
    import django

    django.setup()


@people.command()
@click.argument("email")
@click.option("--name", required=True, help="As the others will read it: “Camille (animation)”.")
def create(email: str, name: str) -> None:
    """Open an account for EMAIL, with a password that is shown once. Roles are given on the atelier's page Team."""
    from django.core.exceptions import ValidationError

    from atelier.common.audit import System
    from atelier.people.commands import create_account

    password = secrets.token_urlsafe(PASSWORD_BYTES)
    try:
        account = create_account(email, name=name, password=password, by=System())
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from error
    click.echo(f"{account.email}\n{password}")
