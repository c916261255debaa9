"""What is tried later."""

import pytest

from helpdesk.domain.retry import NoRoom, TryLater


@pytest.mark.parametrize("later", [TryLater("Slowly.", after=9.0), NoRoom(9.0, "account")])
def test_another_doubt_changes_neither_its_reason_nor_its_time(later: TryLater) -> None:
    doubted = later.doubting(True)
    assert type(doubted) is type(later)
    assert (doubted.why, doubted.after, doubted.doubt) == (later.why, 9.0, True)
