"""Moves one file through both wings in a process of its own and prints how much its memory grew, in KiB.

Run as a script with the way, the two addresses and the size. The system's own counts are used: the most memory there
ever was (VmHWM), above what there is at rest (VmRSS).
"""

import gc
import sys
from pathlib import Path

from pydantic import SecretStr

from helpdesk.domain.files import Attachment, SlackFile
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.files import SlackFiles
from helpdesk.zendesk.files import ZendeskFiles
from helpdesk.zendesk.login import TokenLogin


def memory(count: str) -> int:
    """A count of this process, in KiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(count))


def main(way: str, slack_url: str, zendesk_url: str, size: int) -> None:
    slack = SlackFiles(SlackCalls("xoxb-test", f"{slack_url}/api/"), "xoxb-test", f"{slack_url}/api/")
    zendesk = ZendeskFiles(zendesk_url, TokenLogin("helpdesk-bot@example.com", SecretStr("api-token")))
    gc.collect()
    at_rest = memory("VmRSS")
    if way == "to Zendesk":
        file = SlackFile("F1", "big.bin", size, "application/octet-stream", f"{slack_url}/files-pri/big.bin")
        with slack.download(file) as content:
            zendesk.upload(content, file.mimetype)
    else:
        with zendesk.download(Attachment(1, "big.bin", size, url=f"{zendesk_url}/big.bin")) as content:
            slack.upload(content)
    sys.stdout.write(str(memory("VmHWM") - at_rest))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
