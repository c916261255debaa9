"""Secrets are masked in every part of a document, and what has none stays as it is."""

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.text.document import (
    Document,
    Inline,
    Link,
    List,
    Mention,
    Paragraph,
    Preformatted,
    Quote,
    Style,
    Text,
    plain,
)
from helpdesk.domain.text.masked import Kind
from helpdesk.zendesk.masking.document import masked_document
from helpdesk.zendesk.masking.masked import masked

from .secrets_to_mask import A36, CARD, KEY, PASSWORD, PEM, TOKEN
from .test_masking import PIECES

CODE, BOLD = Style(code=True), Style(bold=True)
TOKEN_OF_ROBIN = "gh" + "p_" + A36


def paragraph(*inlines: Inline) -> Document:
    return Document((Paragraph(inlines),))


def test_a_document_without_secrets_stays_the_same() -> None:
    link, mention = Link("https://example.com/a?b=c", "here"), Mention("user", "Robin Sample")
    document = Document(
        (
            Paragraph((Text("see "), link, Text(" or ask "), mention, Text("x = 1", CODE))),
            Preformatted("cat /var/log/my_app.log"),
            Quote((Paragraph((Text("it fails"),)),)),
            List(((Paragraph((Text("one"),)), List(((Paragraph((Text("two"),)),),))),), ordered=True, start=3),
        )
    )
    assert masked_document(document) == (document, ())


def test_words_are_masked_and_keep_their_style() -> None:
    document = paragraph(Text("password: hunter2", BOLD), Text(" fails"))
    expected = paragraph(Text(f"password: {PASSWORD}", BOLD), Text(" fails"))
    assert masked_document(document) == (expected, (Kind.PASSWORD,))


def test_a_secret_behind_a_word_in_bold_is_masked() -> None:
    document = paragraph(Text("Password:", BOLD), Text(" hunter2 fails"))
    assert masked_document(document).document == paragraph(Text("Password:", BOLD), Text(f" {PASSWORD} fails"))


def test_a_plain_word_in_code_is_a_password_also_inside_a_sentence() -> None:
    document = paragraph(Text("password: "), Text("sunshine", CODE), Text(" is refused"))
    expected = paragraph(Text("password: "), Text(PASSWORD, CODE), Text(" is refused"))
    assert masked_document(document).document == expected


def test_a_secret_broken_over_neighbours_is_masked_once() -> None:
    document = paragraph(Text("4111 1111 "), Text("1111", BOLD), Text(" 1111 please"))
    assert masked_document(document) == (paragraph(Text(CARD), Text("", BOLD), Text(" please")), (Kind.CARD_NUMBER,))


def test_a_private_key_in_code_is_masked_whole() -> None:
    document = Document((Preformatted(f"$ cat key\n{PEM}\n$"),))
    assert masked_document(document) == (Document((Preformatted(f"$ cat key\n{KEY}\n$"),)), (Kind.PRIVATE_KEY,))


def test_a_private_key_over_several_blocks_is_masked_once() -> None:
    first, *others = PEM.splitlines()
    document = Document((Paragraph((Text(first),)), Preformatted("\n".join(others))))
    assert masked_document(document).document == Document((Paragraph((Text(KEY),)), Preformatted("")))


def test_a_password_in_the_block_below_its_name_is_masked() -> None:
    document = Document((Paragraph((Text("the password:"),)), Preformatted("hunter2")))
    expected = Document((Paragraph((Text("the password:"),)), Preformatted(PASSWORD)))
    assert masked_document(document).document == expected


def test_quotes_and_nested_lists_are_masked() -> None:
    word = Paragraph((Text("mdp: soleil42"),))
    hidden = Paragraph((Text(f"mdp: {PASSWORD}"),))
    document = Document((Quote((word,)), List(((word, List(((word,),))),))))
    assert masked_document(document).document == Document((Quote((hidden,)), List(((hidden, List(((hidden,),))),))))


def test_an_address_with_a_secret_is_no_link_any_more() -> None:
    document = paragraph(Link(f"https://example.com/?token={TOKEN_OF_ROBIN}", "the page"))
    found = masked_document(document)
    assert found == (paragraph(Text(f"the page (https://example.com/?token={TOKEN})")), (Kind.TOKEN,))


def test_a_link_whose_words_are_a_secret_loses_its_address_too() -> None:
    document = paragraph(Text("password: "), Link("http://hunter2.example.com", "hunter2.example.com"))
    assert masked_document(document).document == paragraph(Text("password: "), Text(PASSWORD))


def test_names_of_people_are_no_passwords() -> None:
    document = paragraph(Text("password: "), Mention("user", "Robin2026"), Text(" please"))
    assert masked_document(document).document == document


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([Style(), BOLD])), max_size=8))
def test_a_paragraph_is_masked_like_its_words(pieces: list[tuple[str, Style]]) -> None:
    document = paragraph(*(Text(text, style) for text, style in pieces))
    text = "".join(text for text, _ in pieces)
    assert plain(masked_document(document).document) == masked(text).text


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=3), max_size=4))
def test_a_document_masked_twice_is_masked_once(texts: list[list[str]]) -> None:
    blocks = [
        block
        for text in texts
        for block in (Paragraph(tuple(Text(each) for each in text)), Preformatted("".join(text)))
    ]
    once = masked_document(Document(tuple(blocks))).document
    assert masked_document(once) == (once, ())
