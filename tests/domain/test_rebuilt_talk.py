"""What was said on either side is known again, and what was taken back meanwhile goes."""

from dataclasses import replace

from helpdesk.domain import events as e
from helpdesk.domain.effects import HideFile
from helpdesk.domain.plan import plan
from helpdesk.domain.rebuilding import caught_up, rebuilt
from helpdesk.domain.rebuilding.sight import SeenComment
from helpdesk.domain.seen import SeenFile, SeenReply

from .scenes import BOT, KIM, PLACE, RULES
from .sights import T0, escalated, sight, zendesk


def test_an_edit_is_told_unless_the_words_that_zendesk_has_are_noted_to_have_it() -> None:
    reply = f"{T0 + 12:.6f}"
    there = zendesk("open", reply)
    opening, carrier = (replace(one, edited=T0 + 40) for one in there.comments)
    base = sight(escalated(), there=(replace(there, comments=(opening, carrier)),))
    said = SeenReply(e.Replied(by=KIM, ts=reply, at=T0 + 12))

    def waiting(root: float, other: float) -> list[str]:
        seen = replace(base, replies=(*base.replies, replace(said, edited=other)))
        assert seen.root is not None
        seen = replace(seen, root=replace(seen.root, edited=root))
        return [one.ts for one in caught_up(rebuilt(seen, RULES), seen, None, RULES).talk.waiting]

    assert waiting(T0 + 40, T0 + 40) == []  # though both clocks call it later than the comments
    assert waiting(T0 + 41, T0 + 40) == [PLACE.ts]
    assert waiting(T0 + 1, T0 + 41) == [reply]


def test_a_note_of_an_edit_may_have_a_later_one_in_its_words() -> None:
    there = zendesk("open", f"edited:{PLACE.ts}:{T0 + 30:.6f}")
    opening, note = there.comments
    seen = sight(escalated(), there=(replace(there, comments=(opening, replace(note, edited=T0 + 40))),))
    assert rebuilt(seen, RULES).talk.edits[PLACE.ts] == T0 + 40


def test_what_the_opening_says_and_nobody_sees_any_more_was_deleted() -> None:
    gone = f"{T0 + 1:.6f}"
    seen = sight(escalated(), there=(zendesk(until=gone, carried=(PLACE.ts, gone)),))
    waiting = caught_up(rebuilt(seen, RULES), seen, None, RULES).talk.waiting
    assert [(one.kind, one.ts) for one in waiting] == [("deleted", gone)]


def test_words_that_are_still_there_although_a_note_says_that_they_were_deleted_are_redacted() -> None:
    erased, left = f"{T0 + 1:.6f}", f"{T0 + 2:.6f}"
    notes = [f"deleted:{ts}:{T0 + 40:.6f}" for ts in (erased, left)]
    seen = sight(escalated(), there=(zendesk("open", *notes, unerased=(left,)),))
    talk = rebuilt(seen, RULES).talk
    assert {*talk.gone} == {erased, left}
    assert [reply.name for reply in talk.waiting] == [notes[1]], "the same name, so that no second note is written"


def by_us(comment: int, n: int) -> SeenReply:
    """Our message in the thread that shows a comment."""
    said = e.Replied(by=BOT, ts=f"{T0 + n:.6f}", at=T0 + n, bot=True)
    return SeenReply(said, mark={"comment": str(comment), "part": "0"})


def test_notes_stay_in_the_agents_channel_and_what_was_withdrawn_meanwhile_leaves_the_thread() -> None:
    note, private, black, said = (
        SeenComment(80, T0 + 20, False),
        SeenComment(81, T0 + 21, False, files=(SeenFile("1", "a.png", 5),)),
        SeenComment(82, T0 + 22, True, black=True),
        SeenComment(83, T0 + 23, True),
    )
    base = sight(escalated(), there=(zendesk(comments=(*zendesk().comments, note, private, black, said)),))
    file = replace(by_us(0, 31), mark={}, files=(SeenFile("F1", "a.png", 5),))
    replies = (*base.replies, by_us(81, 31), file, by_us(82, 32), by_us(83, 33))
    talk = rebuilt(replace(base, replies=replies, notes={80: f"{T0 + 30:.6f}"}), RULES).talk
    assert talk.notes == (80,)
    assert {(coming.id, coming.gone, coming.public) for coming in talk.coming} == {(81, True, True), (82, True, True)}
    assert [(one.file, one.gone) for one in talk.files] == [("F1", True)]


def test_what_stands_in_the_thread_twice_is_there_once_afterwards() -> None:
    base = sight(escalated(), there=(zendesk(comments=(*zendesk().comments, SeenComment(80, T0 + 20, True))),))
    (status,) = base.replies
    again = replace(status, said=status.said.model_copy(update={"ts": f"{T0 + 950:.6f}"}))
    ticket = rebuilt(replace(base, replies=(by_us(80, 30), by_us(80, 40), status, again)), RULES)
    assert {extra.ts for extra in ticket.shown.extra} == {f"{T0 + 40:.6f}", f"{T0 + 950:.6f}"}
    assert (ticket.shown.message, ticket.talk.heard["80"]) == (status.said.ts, f"{T0 + 30:.6f}")


def test_a_file_shared_twice_is_there_once_afterwards() -> None:
    first, again, other = (
        SeenReply(e.Replied(by=by, ts=f"{T0 + n:.6f}", at=T0 + n, bot=True), files=(SeenFile("F1", "a.png", 5),))
        for n, by in ((40, BOT), (41, BOT), (42, KIM))
    )
    base = sight(escalated(), there=(zendesk(),))
    ticket = rebuilt(replace(base, replies=(*base.replies, first, again, other)), RULES)
    assert [extra.ts for extra in ticket.shown.extra] == [again.said.ts]


def test_a_file_redacted_in_zendesk_meanwhile_leaves_the_thread() -> None:
    left = SeenFile("1", "log.txt", 5)
    comment = SeenComment(80, T0 + 20, True, files=(left,), redacted=(2, 3, 4))
    base = sight(escalated(), there=(zendesk(comments=(*zendesk().comments, comment)),))
    files = (SeenFile("F0", "before.txt", 1), SeenFile("F1", "log.txt", 5), SeenFile("F2", "secret.txt", 6))
    before, shown, after = (
        replace(by_us(0, n), mark={}, files=(file,)) for n, file in zip((29, 31, 32), files, strict=True)
    )
    words = replace(by_us(0, 33), mark={"file": "3", "why": "too_big"})
    replies = (*base.replies, before, by_us(80, 30), shown, after, words)
    ticket = rebuilt(replace(base, replies=replies), RULES)
    assert [(file.id, file.file, file.gone) for file in ticket.talk.files] == [
        (1, "F1", False),
        (2, "F2", True),
        (3, "", True),
    ]
    hidden = [effect for effect in plan(ticket, RULES, T0 + 99).due if isinstance(effect, HideFile)]
    assert [(one.attached.file, one.attached.ts) for one in hidden] == [("F2", ""), ("", words.said.ts)]
