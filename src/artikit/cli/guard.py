"""Every way a command can end, as an exit code: nothing escapes as a traceback."""

from __future__ import annotations

import _thread
import errno
import functools
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from artikit.errors import ArtikitError
from artikit.escape import safe_line

COULD_NOT_RUN = 2
INTERRUPTED = 130
TERMINATED = 143

_MOMENT = 0.001
"""Seconds until a signal is sent again."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Terminated(BaseException):
    """SIGTERM came; raised so that what is open is closed on the way out."""


def guarded(command: _Command) -> _Command:
    """Wrap a command so that it ends with a documented exit code and at most a line of explanation."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        _await_signals()
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except ArtikitError as error:
            leave(COULD_NOT_RUN, f"error: {error}")
        except KeyboardInterrupt:
            _drop_output()
            raise SystemExit(INTERRUPTED) from None
        except _Terminated:
            _drop_output()
            raise SystemExit(TERMINATED) from None
        except OSError as error:
            _give_up(error)
        except SystemExit:
            _flush()
            raise
        except Exception as error:  # the one place that catches everything
            if os.environ.get("ARTIKIT_DEBUG"):
                raise
            _drop_output()
            kind = type(error).__name__
            leave(
                COULD_NOT_RUN,
                f"internal error: {kind}: {error}; ARTIKIT_DEBUG=1 shows where, please report it",
            )

    return run  # type: ignore[return-value]


def _await_signals() -> None:
    """Let SIGTERM and Ctrl-C end a run in order. What is in the background may be meant to ignore Ctrl-C."""
    signal.signal(signal.SIGTERM, _stop)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, _stop)
    sys.unraisablehook = _unraisable


def _stop(number: int, _frame: object) -> NoReturn:
    """End the run. Once is enough: another signal would break into what is cleaned up.

    To ignore them by the system would make Python complain of one that is on its way already.
    """
    signal.signal(signal.SIGTERM, _pass)
    signal.signal(signal.SIGINT, _pass)
    raise _Terminated if number == signal.SIGTERM else KeyboardInterrupt


def _pass(_number: int, _frame: object) -> None:
    """Let a signal pass."""


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    """Send a signal again that came where no exception gets out, in the callback of a weak reference say.

    Not from here: Python would handle it before this returns, and the exception would be lost once more.
    """
    if lost.exc_type in (_Terminated, KeyboardInterrupt):
        number = signal.SIGTERM if lost.exc_type is _Terminated else signal.SIGINT
        _await_signals()
        _thread.start_new_thread(_send, (number, _thread.get_ident()))
    else:
        sys.__unraisablehook__(lost)


def _send(number: signal.Signals, thread: int) -> None:
    """Send a signal to a thread once it has gone on; where it waits for input, it is woken."""
    time.sleep(_MOMENT)
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(thread, number)
    else:  # Windows, where input that is waited for ends by Ctrl-C itself
        _thread.interrupt_main(number)


def _flush() -> None:
    """Write out what is left; a pipe that was closed meanwhile is none of our business."""
    try:
        sys.stdout.flush()
    except OSError as error:
        _give_up(error)


def _give_up(error: OSError) -> NoReturn:
    """End a run that the system does not let go on; without a word where nobody reads the output any more."""
    _drop_output()
    if _closed_pipe(error):
        raise SystemExit(0) from None
    leave(COULD_NOT_RUN, _reason(error))


def _closed_pipe(error: OSError) -> bool:
    """Windows reports a closed pipe as an invalid argument."""
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)


def _reason(error: OSError) -> str:
    """Say what failed: an error without a file name comes from writing to a stream."""
    if error.filename is None:
        return f"error: the output cannot be written: {error.strerror or error}"
    return f"error: {error.filename}: {error.strerror or error}"


def _drop_output() -> None:
    """Point standard output at nothing, so that the interpreter's last flush cannot fail."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def leave(code: int, message: str) -> NoReturn:
    """Say on standard error why the run ends, every line made safe, and end it with a code."""
    for line in message.split("\n"):
        print(safe_line(line), file=sys.stderr)
    raise SystemExit(code) from None
