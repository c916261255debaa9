"""Cached answers: one that was asked for before it was made stale is never kept after."""

import asyncio

from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from helpdesk.store.answers import Answers
from helpdesk.store.front import FrontStore
from helpdesk.store.keys import answer


def test_an_answer_is_used_again_for_its_time(any_store: Redis) -> None:
    answers = Answers(any_store)
    assert answers.get("group S0IT") is None
    answers.put("group S0IT", "U1 U2 Ü", 60)
    assert answers.get("group S0IT") == "U1 U2 Ü"
    assert 0 < any_store.ttl(answer("group S0IT")[0]) <= 60


def test_an_empty_answer_is_an_answer(any_store: Redis) -> None:
    answers = Answers(any_store)
    answers.put("group S0IT", "", 60)
    assert answers.get("group S0IT") == ""


def test_an_answer_made_stale_while_it_was_asked_for_is_not_kept(any_store: Redis) -> None:
    answers = Answers(any_store)
    asked_in = answers.generation("group S0IT")
    answers.stale("group S0IT")
    answers.put("group S0IT", "who it was before", 60, asked_in)
    assert answers.get("group S0IT") is None
    answers.put("group S0IT", "who it is now", 60, answers.generation("group S0IT"))
    assert answers.get("group S0IT") == "who it is now"


def test_an_answer_is_kept_for_its_time_when_nothing_made_it_stale(any_store: Redis) -> None:
    answers = Answers(any_store)
    answers.put("group S0IT", "U1", 60, answers.generation("group S0IT"))
    assert answers.get("group S0IT") == "U1"
    assert 0 < any_store.ttl(answer("group S0IT")[0]) <= 60


def test_stale_forgets_the_answer_too_and_no_other(any_store: Redis) -> None:
    answers = Answers(any_store)
    answers.put("group S0IT", "U1", 60)
    answers.put("group S0HR", "U2", 60)
    answers.stale("group S0IT")
    assert (answers.get("group S0IT"), answers.get("group S0HR")) == (None, "U2")


def test_a_forgotten_answer_may_still_come_from_who_is_asking(any_store: Redis) -> None:
    answers = Answers(any_store)
    asked_in = answers.generation("e-mail")
    answers.put("e-mail", "an old one", 60)
    answers.forget("e-mail")
    assert answers.get("e-mail") is None
    answers.put("e-mail", "a new one", 60, asked_in)
    assert answers.get("e-mail") == "a new one"


def test_a_door_makes_answers_stale_for_the_workers(valkey: Redis, valkey_url: str) -> None:
    answers = Answers(valkey)
    answers.put("group S0IT", "U1", 60)
    asked_in = answers.generation("group S0IT")

    async def at_the_door() -> tuple[str | None, str | None]:
        async with AsyncRedis.from_url(valkey_url) as client:
            front = FrontStore(client)
            before = await front.answer("group S0IT")
            await front.stale(["group S0IT", "group S0HR"])
            return before, await front.answer("group S0IT")

    assert asyncio.run(at_the_door()) == ("U1", None)
    answers.put("group S0IT", "U1", 60, asked_in)
    assert answers.get("group S0IT") is None
