"""`helpdesk`, and `python -m helpdesk`."""

import gc
import os
import signal
import sys

UNTIL_STOPPED = frozenset({"demo", "up", "web", "listen", "work"})


def main() -> None:
    """Run a command. Told to stop, it ends without a traceback: those that run until then in success.

    Others as shells call it: 130 after Ctrl-C, 143 after SIGTERM.
    """
    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # a shell may have it ignored
    if usual:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if UNTIL_STOPPED.intersection(sys.argv[1:2]):
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    gc.disable()
    from helpdesk.cli import main as run  # noqa: PLC0415 - takes a while, in which there is nothing to clear up

    gc.freeze()  # all of it stays, and is shared with the parts that are copies of this process
    gc.enable()
    if usual:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
