"""A database that does not answer: said once when it goes away, once when it is back, however many rooms notice."""

from __future__ import annotations

import logging
import time

from django.db import InterfaceError, OperationalError
from django.db.transaction import TransactionManagementError

logger = logging.getLogger(__name__)
DATABASE_FAILURES = (OperationalError, InterfaceError, TransactionManagementError)


class Outage:
    """One a process, used on its event loop."""

    def __init__(self) -> None:
        self._began_s: float | None = None

    def notice(self, error: Exception) -> bool:
        """Whether this failure is the database's; the first of them is told."""
        if not isinstance(error, DATABASE_FAILURES):
            return False
        if self._began_s is None:
            self._began_s = time.monotonic()
            logger.error("the database does not answer, screens keep what they have not sent: %s", error)
        return True

    def over(self) -> None:
        """It answered."""
        if self._began_s is not None:
            logger.warning("the database answers again, after %.0f s", time.monotonic() - self._began_s)
            self._began_s = None


the_outage = Outage()
