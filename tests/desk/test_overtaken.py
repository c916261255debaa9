"""Who lost the lease in the middle of a call, and what others make of it; what was never told comes in its order."""

from dataclasses import replace

import pytest
from redis import Redis

from helpdesk.domain import events as e
from helpdesk.domain.retry import TryLater
from helpdesk.domain.second_looks import LATEST_SECONDS
from helpdesk.domain.ticket.states import State
from tests.desk.fakes import ME
from tests.desk.stage import RULES, Stage
from tests.letters import asked, reply

LOST = TryLater("The answer was lost.", doubt=True)


def escalated(stage: Stage) -> None:
    stage.tell(asked())
    stage.marks("ticket")
    stage.settle()


def test_a_message_posted_by_who_had_lost_the_place_goes_again(stage: Stage) -> None:
    """It stood still with the post on its way until another had posted and looked again."""

    def another_does_it_all() -> None:
        stage.slack.during.clear()
        stage.dies()
        stage.attend()
        stage.settle()
        stage.clock.now += LATEST_SECONDS

    stage.slack.during["show_status"] = another_does_it_all
    stage.tell(asked())
    stage.marks("ticket")
    assert len(stage.slack.posted) == 2
    stage.settle()
    assert len(stage.slack.posted) == 1
    assert stage.message.ts == stage.ticket.shown.message


def test_a_reaction_that_takes_effect_after_it_was_given_up_is_taken_off(stage: Stage) -> None:
    stage.tell(asked())
    stage.slack.trouble["add_reaction"] = LOST
    stage.tell(e.ButtonPressed(by="U0IRIS", button="working", at=stage.clock() + 1))
    stage.attend()
    stage.tell(e.ButtonPressed(by="U0IRIS", button="give_back", at=stage.clock() + 2))
    stage.attend()
    here = stage.ticket.place
    stage.slack.reactions.add((here, "wrench"))
    stage.settle()
    assert (here, "wrench") not in stage.slack.reactions


def test_a_status_of_our_own_is_not_taken_for_an_agents_by_who_has_just_met_zendesk(valkey: Redis) -> None:
    stage = Stage(valkey)
    known: list[int] = []
    stage.rules = lambda _: replace(RULES, zendesk_me=next(iter(known), None))
    stage.zendesk.during["open"] = lambda: known.append(ME)
    stage.tell(asked())
    stage.marks("ticket")
    made = stage.zendesk.tickets[0]
    made.moved_by, made.moved_at, made.status = ME, stage.clock() + 9, "open"
    known.clear()
    stage.zendesk.during["read"] = lambda: known.append(ME)
    stage.marks_come("hourglass")
    stage.tell(e.ZendeskStirred(ticket=made.id))
    stage.attend()
    assert stage.ticket.state is State.WAITING


@pytest.mark.parametrize("in_doubt", [False, True])
def test_a_reply_nobody_told_of_is_told_before_a_later_one(stage: Stage, in_doubt: bool) -> None:
    told, missed, last = thread = [f"{ts}.000100" for ts in (1700000150, 1700000200, 1700000201)]
    escalated(stage)
    stage.slack.replies = [told]
    stage.tell(reply(told))
    stage.settle()
    stage.slack.replies = [told, last] if in_doubt else thread
    stage.zendesk.trouble = {"tell": LOST} if in_doubt else {}
    stage.clock.now = 1700000300
    stage.tell(reply(last))
    stage.later(5)
    stage.zendesk.trouble, stage.slack.replies = {}, thread
    stage.settle()
    assert [name for names in stage.zendesk.comments for name in names] == [told, missed, last]
    assert ("look_for" in stage.zendesk.calls) is in_doubt
