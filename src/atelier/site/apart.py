"""Work done in a process of its own before the doors open, so that its libraries do not stay in the server's memory."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable

import click


def apart(work: Callable[[], None]) -> None:
    """Do it in a child of this process, which ends with us; raises SystemExit with its status when it fails.

    Called before there are threads and connections: a child has copies of neither. Where processes cannot be copied
    (Windows), it is done here.
    """
    if not hasattr(os, "fork"):
        work()
        return
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(theirs)
        threading.Thread(target=_leave_with_parent, args=(ours,), daemon=True).start()
        os._exit(_status_of(work))
    os.close(ours)
    try:
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    finally:
        os.close(theirs)
    if status:
        raise SystemExit(status)


def _status_of(work: Callable[[], None]) -> int:
    """What the child ends with; what it has to say is said."""
    try:
        work()
    except SystemExit as refusal:
        if isinstance(refusal.code, str):
            sys.stderr.write(f"{refusal.code}\n")
        return refusal.code if isinstance(refusal.code, int) else 1
    except click.ClickException as refusal:
        refusal.show()
        return refusal.exit_code
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except Exception:  # the last to hear of it in this process
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _leave_with_parent(pipe: int) -> None:
    os.read(pipe, 1)  # nothing is ever written: it returns when the parent is gone
    os._exit(1)
