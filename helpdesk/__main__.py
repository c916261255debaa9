"""`helpdesk`, and `python -m helpdesk`."""

import signal
import sys


def main() -> None:
    """Run a command. Ctrl-C ends it without a traceback, as what shells call 130."""
    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # a shell may have it ignored
    if usual:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from helpdesk.cli import main as run  # noqa: PLC0415 - takes a while, in which there is nothing to clear up

    if usual:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
