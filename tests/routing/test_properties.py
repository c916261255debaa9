"""What holds of routing whatever people write."""

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.routing import Route, Router
from helpdesk.domain.text.document import of_text
from helpdesk.domain.text.folding import folded, forms

ROUTER = Router(
    [Route(("vpn", "wifi"), "S0NET"), Route(("busta paga", "payroll"), "S0PAY"), Route(("printer",), "U0PIA")]
)
WORDS = st.sampled_from(["vpn", "wifi", "busta paga", "payroll", "printer", "hello", "la", "the"])
SAYINGS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
OTHERS = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
"""Whatever, that says none of the words."""


def winner(text: str) -> tuple[str, int] | None:
    best = ROUTER.find(of_text(text)).best
    return (best.phrase, best.order) if best else None


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(), st.text())
def test_folding_goes_sign_by_sign(one: str, other: str) -> None:
    assert folded(one + other) == folded(one) + folded(other)


@given(st.from_regex(r"[a-z]{2,12}", fullmatch=True))
def test_a_word_is_a_form_of_itself(word: str) -> None:
    assert word in forms(word)


@given(SAYINGS)
def test_case_and_accents_change_nothing(text: str) -> None:
    assert winner(text.upper()) == winner(text) == winner("".join(f"{c}\u0301" if c == "a" else c for c in text))


@given(SAYINGS, st.sampled_from(["\u200b", "\u00ad", "\u2060", "\ufeff"]))
def test_what_cannot_be_seen_changes_nothing(text: str, sign: str) -> None:
    assert winner(sign.join(text)) == winner(text)


@given(
    SAYINGS, st.sampled_from(["hello", "שלום", "…", "12", "e-mail@example.com", "https://example.com/vpn", ":wave:"])
)
def test_words_before_and_after_do_not_change_the_match(text: str, more: str) -> None:
    assert winner(f"{more}\n\n{text}\n\n{more}") == winner(text)


@given(SAYINGS)
def test_quoted_or_in_code_nothing_matches(text: str) -> None:
    assert winner(f"> {text}") is None
    assert winner(f"`{text}`") is None


@given(SAYINGS)
def test_glued_to_letters_no_single_word_matches(text: str) -> None:
    assert winner("x".join(["", *text.split(), ""])) is None


@given(OTHERS)
def test_any_text_is_read(text: str) -> None:
    ROUTER.find(of_text(text))
