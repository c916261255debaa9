"""Which words of a message count, in every form people write them, and which rule wins."""

from collections.abc import Callable

import pytest

from helpdesk.domain.routing import Finding, Route, Router, shadowed
from helpdesk.domain.text.document import (
    Document,
    List,
    Mention,
    Paragraph,
    Preformatted,
    Quote,
    Style,
    Text,
    linked,
    of_text,
)
from helpdesk.domain.text.folding import folded, forms
from helpdesk.slack.richtext.message import document_of
from helpdesk.slack.richtext.mrkdwn import from_mrkdwn
from helpdesk.slack.subjects import IDS

RULES = (
    Route(("vpn", "wi-fi", "wifi"), "S0NET"),
    Route(("payroll", "payslip", "busta paga", "bulletin de paie", "salaire"), "S0PAY"),
    Route(("printer", "imprimante", "stampante"), "U0PIA"),
    Route(("password", "mot de passe", "parola d'ordine", "reset my password"), "C0ACCESS"),
    Route(("query", "journal", "réseau", "fattura", "problema", "catalogo", "Straße"), "S0MISC"),
    Route(("VPN-42",), "S0CASE"),
)
ROUTER = Router(RULES)


def found(said: str | Document) -> str | None:
    """The phrase that won."""
    best = ROUTER.find(from_mrkdwn(said, IDS) if isinstance(said, str) else said).best
    return best.phrase if best else None


HEARD = {
    "in the middle": ("My vpn is down", "vpn"),
    "alone": ("VPN", "vpn"),
    "in capital letters": ("PAYROLL?!", "payroll"),
    "in brackets": ("the tunnel (VPN) is down", "vpn"),
    "in bold": ("the *VPN* is down", "vpn"),
    "in italics": ("the _VPN_ is down", "vpn"),
    "with a full stop and no blank": ("No vpn.Please help", "vpn"),
    "with an English genitive": ("the VPN's gone", "vpn"),
    "with a French article": ("l'imprimante est en panne", "imprimante"),
    "with a curly French article": ("l\u2019imprimante est en panne", "imprimante"),
    "with an Italian article": ("dell'imprimante", "imprimante"),
    "after a plus sign": ("printer +vpn", "printer"),
    "in an alternative": ("wifi/vpn", "wifi"),
    "in a compound": ("the vpn-client stops", "vpn"),
    "with a hyphen that is no break": ("wi\u2011fi", "wi-fi"),
    "written apart": ("the wi fi is down", "wi-fi"),
    "before an address": ("vpn: https://example.com/x", "vpn"),
    "glued to an address": ("vpn:https://example.com/x", "vpn"),
    "after an emoji": (":fire: vpn", "vpn"),
    "in an English plural": ("all printers are off", "printer"),
    "in an English plural in -ies": ("slow queries", "query"),
    "in a French plural": ("deux imprimantes", "imprimante"),
    "in a French plural in -aux": ("les journaux", "journal"),
    "in a French plural in -x": ("les reseaux", "réseau"),
    "in an Italian plural in -i": ("le stampanti", "stampante"),
    "in an Italian plural in -e": ("due fatture", "fattura"),
    "in an Italian plural of a masculine in -a": ("i problemi", "problema"),
    "in an Italian plural in -ghi": ("i cataloghi", "catalogo"),
    "in a plural of both words": ("le buste paga", "busta paga"),
    "in a plural within a phrase": ("mes bulletins de paie", "bulletin de paie"),
    "without accents": ("le reseau", "réseau"),
    "with accents of two signs": ("le re\u0301seau", "réseau"),
    "with a sharp s": ("STRASSE", "Straße"),
    "over a line's end": ("la busta\npaga", "busta paga"),
    "with an apostrophe within": ("la parola d\u2019ordine", "parola d'ordine"),
    "with invisible signs within": ("v\u200bp\u00adn", "vpn"),
    "with marks of direction": ("\u202evpn\u202c", "vpn"),
    "among words from right to left": ("שלום vpn עולם", "vpn"),
    "in full width": ("\uff36\uff30\uff2e", "vpn"),
    "under a heap of marks": ("v\u0337\u0321p\u0334\u0335n\u0337", "vpn"),
    "as a whole name": ("see VPN-42 please", "VPN-42"),
}
NOT_HEARD = {
    "nothing": "",
    "within a word": "vpnish",
    "with a digit": "vpn2",
    "in look-alike letters": "v\u0440n and \u1d20pn",
    "in an id": "VPN-1234",
    "in a longer id": "VPN-42-7",
    "in the name of a machine": "srv-vpn-prod",
    "in the name of a variable": "vpn_gateway",
    "in an address": "https://example.com/vpn",
    "in an address with words": "https://example.com/a,vpn;vpn?vpn=vpn#vpn",
    "in an address without scheme": "example.com/vpn",
    "in a host": "vpn.example.com",
    "in a linked address": "<https://vpn.example.com/vpn>",
    "in an address labelled by itself": "<https://vpn.example.com|vpn.example.com>",
    "in an e-mail address": "vpn@example.com",
    "in a linked e-mail address": "<mailto:vpn@example.com|vpn@example.com>",
    "in a file's name": "vpn.pdf",
    "in a file's name in brackets": "(vpn.pdf)",
    "in a file's name with a number": "vpn(1).pdf",
    "in a path": "/etc/vpn/conf",
    "in a Windows path": "C:\\vpn\\x",
    "in a command": "/vpn",
    "in an option": "--vpn",
    "in a setting": "vpn=1",
    "in an urn": "urn:vpn:1",
    "in code": "`vpn`",
    "in a block of code": "```\nvpn\n```",
    "in a quote": "> vpn\nhello",
    "in an escaped quote": "&gt; vpn\nhello",
    "in a mention of a channel": "<#C0VPN|vpn>",
    "in a mention typed by hand": "#vpn @vpn",
    "in an emoji": ":vpn:",
    "over a full stop": "busta. Paga",
    "over a comma": "busta, paga",
    "over code": "busta `x` paga",
    "over a word": "busta la paga",
    "in another order": "paga busta",
    "half a phrase": "mot de",
    "a word like a plural": "my wife",
}


@pytest.mark.parametrize(("said", "phrase"), HEARD.values(), ids=HEARD)
def test_a_word_is_heard(said: str, phrase: str) -> None:
    assert found(said) == phrase


@pytest.mark.parametrize("said", NOT_HEARD.values(), ids=NOT_HEARD)
def test_a_word_is_not_heard(said: str) -> None:
    assert found(said) is None


RICH = {
    "code": (Paragraph((Text("vpn", Style(code=True)),)), None),
    "a word half in bold": (Paragraph((Text("v", Style(bold=True)), Text("pn"))), "vpn"),
    "a labelled link": (Paragraph((linked("https://example.com", "the VPN page"),)), "vpn"),
    "a bare link": (Paragraph((linked("https://example.com/vpn"),)), None),
    "a mention of a group": (Paragraph((Mention("group", "vpn"),)), None),
    "a mention between the words of a phrase": (Paragraph((Text("busta "), Mention("user", "x"), Text(" paga"))), None),
    "a block of code": (Preformatted("vpn"), None),
    "a quote": (Quote((Paragraph((Text("vpn"),)),)), None),
    "an item of a list": (List(((Paragraph((Text("vpn"),)),),)), "vpn"),
    "a quote in a list": (List(((Quote((Paragraph((Text("vpn"),)),)),),)), None),
}


@pytest.mark.parametrize(("block", "phrase"), RICH.values(), ids=RICH)
def test_rich_text_is_read_as_people_see_it(block: object, phrase: str | None) -> None:
    assert found(Document((block,))) == phrase  # type: ignore[arg-type]


def test_a_forwarded_message_is_a_quote() -> None:
    message = {"text": "hello", "attachments": [{"is_share": True, "text": "vpn", "author_name": "Rio"}]}
    assert found(document_of(message, IDS)) is None


def test_phrases_do_not_go_from_one_item_to_the_next() -> None:
    items = List(((Paragraph((Text("busta"),)),), (Paragraph((Text("paga"),)),)))
    assert found(Document((items,))) is None


def ranked(said: str, *routes: Route) -> Finding:
    return Router(routes).find(of_text(said))


A, B = Route(("alpha", "beta"), "S0A"), Route(("gamma", "gamma delta"), "S0B")
RANKED = {
    "alone": ("alpha", (A, B), "S0A", "only"),
    "the longer phrase": ("alpha beta gamma delta", (A, B), "S0B", "longer"),
    "more different words": ("gamma alpha beta", (B, A), "S0A", "more"),
    "the same word often is one": ("alpha alpha alpha gamma", (B, A), "S0A", "earlier"),
    "one word in two forms is one heard of each rule's": ("gammas alphas", (A, B), "S0B", "earlier"),
    "said earlier": ("gamma, alpha", (A, B), "S0B", "earlier"),
    "the first rule": ("alpha", (Route(("alpha", "x"), "S0C"), Route(("alpha", "y"), "S0D")), "S0C", "order"),
}


@pytest.mark.parametrize(("said", "routes", "to", "why"), RANKED.values(), ids=RANKED)
def test_the_best_rule_wins_and_it_is_known_why(said: str, routes: tuple[Route, ...], to: str, why: str) -> None:
    finding = ranked(said, *routes)
    assert finding.best is not None
    assert (finding.best.route.to, finding.why) == (to, why)
    assert (finding.runner_up is None) == (why == "only")


SHADOWED = {
    "the same word": (("vpn",), ("vpn",), True),
    "the same word with accents and capitals": (("réseau",), ("RESEAU",), True),
    "its plural": (("printer",), ("printers",), True),
    "some of its words": (("vpn", "wifi"), ("wifi",), True),
    "more words": (("vpn",), ("vpn", "wifi"), False),
    "a longer phrase": (("vpn",), ("vpn client",), False),
    "a shorter phrase": (("vpn client",), ("vpn",), False),
}


@pytest.mark.parametrize(("first", "second", "is_so"), SHADOWED.values(), ids=SHADOWED)
def test_a_rule_that_can_never_win_is_known(first: tuple[str, ...], second: tuple[str, ...], *, is_so: bool) -> None:
    assert list(shadowed([Route(first), Route(second)])) == ([(1, 0)] if is_so else [])


PLURALS = [
    *(("printer", "printers"), ("box", "boxes"), ("query", "queries"), ("journal", "journaux"), ("jeu", "jeux")),
    *(("paga", "paghe"), ("rete", "reti"), ("catalogo", "cataloghi"), ("fattura", "fatture"), ("spiaggia", "spiagge")),
]
STRANGERS = [
    *(("news", "new"), ("teams", "team"), ("windows", "window"), ("data", "date"), ("dns", "dn"), ("bus", "bu")),
    *(("wifi", "wife"), ("class", "clas"), ("page", "paga"), ("prime", "prima"), ("status", "statu")),
]


@pytest.mark.parametrize(("one", "other"), PLURALS)
def test_a_singular_knows_its_plural(one: str, other: str) -> None:
    assert other in forms(one)


@pytest.mark.parametrize(("one", "other"), [("query", "queries"), ("box", "boxes"), ("printer", "printers")])
def test_a_plural_knows_its_singular(one: str, other: str) -> None:
    assert one in forms(other)


@pytest.mark.parametrize(("word", "other"), STRANGERS)
def test_other_words_are_no_plurals(word: str, other: str) -> None:
    assert other not in forms(word)


def test_folding_leaves_letters_that_only_look_alike() -> None:
    assert folded("v\u0440n") != folded("vpn")


HUGE: dict[str, Callable[[int], str]] = {
    "one word": lambda n: "a" * n,
    "the same word": lambda n: "vpn " * (n // 4),
    "the beginning of every rule": lambda n: "word " * (n // 5),
    "stops": lambda n: "a.a" * (n // 3),
    "at signs": lambda n: "a@" * (n // 2),
    "paths": lambda n: "/." * (n // 2),
    "hyphens": lambda n: "-a" * (n // 2),
    "marks": lambda n: "\u0301" * n,
    "open code": lambda n: "```" * (n // 3),
    "backticks": lambda n: "` " * (n // 2),
    "colons": lambda n: ":a" * (n // 2),
    "schemes": lambda n: "a" * (n - 3) + "://",
}


@pytest.mark.parametrize("make", HUGE.values(), ids=HUGE)
def test_a_message_as_long_as_slack_takes_is_read_with_many_rules(make: Callable[[int], str]) -> None:
    router = Router([Route(tuple(f"word{n} w{m}" for m in range(20)), "S0A") for n in range(200)])
    assert router.find(of_text(make(40_000))).best is None
