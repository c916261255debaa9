"""What is written into `.env` and `helpdesk.toml`, and what an answer may look like."""

import tomllib
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from dotenv import dotenv_values

from helpdesk.setup import answers
from helpdesk.setup.answers import AnswerWrong
from helpdesk.setup.files import text_of, with_channel, with_variables, write

FILE = Path("helpdesk.toml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "A=new\n"),
        ("B=1", "B=1\nA=new\n"),
        ("# note\nA=old # why\nB=1\n", "# note\nA=new\nB=1\n"),
        ("export A='old'\n", "export A=new\n"),
        ("A=old\nB=1\nA=older\n", "A=new\nB=1\n"),
        ('B="one\nA=inside\ntwo"\n', 'B="one\nA=inside\ntwo"\nA=new\n'),
        ("this is no line\nA=old\n", "this is no line\nA=new\n"),
    ],
)
def test_a_variable_is_set_in_its_place_and_all_else_stays(before: str, after: str, tmp_path: Path) -> None:
    assert with_variables(before, {"A": "new"}) == after
    file = tmp_path / ".env"
    write(file, after)
    assert dotenv_values(file)["A"] == "new"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# a note\n",
        '[zendesk]\ntags = ["a"]\n',
        '[[channels]]\nid = "C1" # why\n\n[channels.reactions]\neyes = "seen"\n',
        'channels = [{ id = "C1", name = "one" }, { id = "C2", name = "two" }]\n',
    ],
)
def test_a_channel_is_set_and_comments_and_other_keys_stay(before: str) -> None:
    after = with_channel(before, FILE, {"id": "C9", "name": 'a"b\nc'})
    was, now = tomllib.loads(before), tomllib.loads(after)
    first = {**next(iter(was.pop("channels", [{}])), {}), "id": "C9", "name": 'a"b\nc'}
    assert now.pop("channels")[0] == first
    assert now == was
    assert all(line in after for line in before.splitlines() if line.startswith("#"))
    assert ("# why" in before) == ("# why" in after)


def test_a_write_that_fails_leaves_the_file_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    write(file, "A=1\n", private=True)
    with pytest.raises(UnicodeEncodeError):
        write(file, "A=\udc80\n", private=True)
    assert (text_of(file), [each.name for each in tmp_path.iterdir()]) == ("A=1\n", [".env"])


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.env"
    real.write_text("A=1\n")
    (tmp_path / ".env").symlink_to(real)
    write(tmp_path / ".env", "A=2\n", private=True)
    assert ((tmp_path / ".env").is_symlink(), real.read_text()) == (True, "A=2\n")


@pytest.mark.parametrize(
    ("read", "said", "meant"),
    [
        (answers.channel_id, " C0ITHELP1 ", "C0ITHELP1"),
        (answers.channel_id, "https://example.slack.com/archives/C0ITHELP1", "C0ITHELP1"),
        (answers.channel_id, "https://app.slack.com/client/T0EXAMPLE/C0ITHELP1", "C0ITHELP1"),
        (answers.channel_name, "#it-help", "it-help"),
        (answers.account_url, "example", "https://example.zendesk.com"),
        (answers.account_url, "https://example.zendesk.com/agent/filters/1", "https://example.zendesk.com"),
        (answers.account_url, "http://127.0.0.1:3200", "http://127.0.0.1:3200"),
        (answers.public_address, "https://desk.example.com/", "https://desk.example.com"),
        (answers.zendesk_user, "alex+desk@example.com", "alex+desk@example.com"),
        (answers.zendesk_user, "helpdesk_client", "helpdesk_client"),
        (answers.secret, " 0123abcDEF== ", "0123abcDEF=="),
    ],
)
def test_an_answer_may_be_what_people_copy(read: Callable[[str], str], said: str, meant: str) -> None:
    assert read(said) == meant


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (answers.bot_token, "xoxp-1-2"),
        (answers.bot_token, "xoxb-1\nHELPDESK_PORT=1"),
        (answers.bot_token, "xoxb-${HOME}"),
        (answers.app_token, "xoxb-1"),
        (answers.signing_secret, "xoxb-1"),
        (answers.secret, "a" * 2000),
        (answers.secret, "it's"),
        (answers.secret, "\udc80"),
        (answers.channel_id, "D0DIRECT1"),
        (answers.channel_name, "\x1b[31mred"),
        (answers.channel_name, "x" * 101),
        (answers.public_address, "https://user:word@desk.example.com"),
        (answers.public_address, "https://desk.example.com/?a=1"),
        (answers.public_address, "https://[::1"),
        (answers.public_address, f"https://{'a' * 300}.example.com"),
        (answers.account_url, "https://word@example.zendesk.com"),
        (answers.account_url, "https://example.zendesk.com:99999"),
        (answers.account_url, "https://exa mple.com"),
        (answers.zendesk_user, "alex@"),
        (answers.zendesk_user, "a@b@example.com"),
    ],
)
def test_what_can_not_be_meant_is_refused_without_repeating_a_secret(read: Callable[[str], str], said: str) -> None:
    with pytest.raises(AnswerWrong) as refused:
        read(said)
    secrets = {answers.bot_token, answers.app_token, answers.signing_secret, answers.secret}
    assert read not in secrets or said not in str(refused.value)


TOKENS = ["xoxb-123456789012-abcdef", "xapp-1-A1-2-ff"]
PLACES = [answers.channel_id, answers.channel_name, answers.account_url, lambda said: answers.responders(said, {})]
WRONG_PLACES = [*product(TOKENS, PLACES), *product(["0f9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b"], (PLACES[0], PLACES[-1]))]


@pytest.mark.parametrize(("said", "read"), WRONG_PLACES)
def test_a_secret_in_the_wrong_place_is_not_repeated(said: str, read: Callable[[str], object]) -> None:
    with pytest.raises(answers.AnswerWrong) as refused:
        read(said)
    assert said not in str(refused.value)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("everyone", ["everyone"]),
        ("@IT-Team, U0ALEX U0ALEX", ["S0ITTEAM", "U0ALEX"]),
        ("it-team", ["S0ITTEAM"]),
        ("C0ITAGENTS", ["C0ITAGENTS"]),
    ],
)
def test_responders_may_be_handles_and_ids(said: str, meant: list[str]) -> None:
    assert answers.responders(said, {"it-team": "S0ITTEAM"}) == meant
