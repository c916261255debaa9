"""Finds card numbers and IBANs by their check digits; other numbers (orders, phones, dates, tickets) stay.

ISO/IEC 7812 (cards), https://www.swift.com/standards/data-standards/iban-international-bank-account-number (IBAN).
"""

import re
from collections.abc import Iterator
from functools import cache

from stdnum import ean, iban, luhn, numdb

from helpdesk.domain.text.masked import Kind
from helpdesk.zendesk.masking.secret import Secret

_GAP = r"[ \u00a0\u202f.-]"
_CARD = re.compile(
    r"(?<![\w.,+/#-])(?:"
    rf"\d{{4}}(?:{_GAP}\d{{4}}){{2}}{_GAP}\d{{1,4}}(?:{_GAP}\d{{1,3}})?"
    rf"|\d{{4}}{_GAP}\d{{6}}{_GAP}\d{{4,5}}"
    r"|\d{13,19}"
    r")(?![\w-]|[.,]\d)"
)
_ISSUERS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})"  # Visa
    r"|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|3(?:0[0-5]|6\d|[89]\d)\d{11}"  # Diners Club
    r"|(?:6011|64[4-9]\d|65\d\d)\d{12}"  # Discover
    r"|35(?:2[89]|[3-8]\d)\d{12}"  # JCB
    r"|62\d{14,17}"  # UnionPay
    r"|(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{9,15}"  # Maestro
    r"|220[0-4]\d{12}"  # Mir
)
_SECURITY_CODE = re.compile(
    r"(?<![^\W_])(?:cvv2?|cvc2?|csc|card security code)[ :=]{1,3}(\d{3,4})(?!\w)", re.IGNORECASE
)
_IBAN_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d\d")
_LETTERS_AND_DIGITS = re.compile(r"[A-Za-z0-9]")
_PART_LENGTH = re.compile(r"(\d+)!")


def card_numbers(text: str) -> Iterator[Secret]:
    """Card numbers, and the security codes that are told with them."""
    for code in _SECURITY_CODE.finditer(text):
        yield Secret(*code.span(1), Kind.CARD_NUMBER)
    for found in _CARD.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if digits.isascii() and _ISSUERS.fullmatch(digits) and luhn.is_valid(digits) and not _is_barcode(found[0]):
            yield Secret(*found.span(), Kind.CARD_NUMBER)


def _is_barcode(number: str) -> bool:
    """13 digits in one piece are a barcode sooner than one of the old short Visa numbers."""
    return len(number) == 13 and ean.is_valid(number)


def ibans(text: str) -> Iterator[Secret]:
    """In one piece or in groups, in capitals or not."""
    for start in _IBAN_START.finditer(text):
        length = _length(start[0][:2].upper())
        end = _end_of(text, start.start(), length) if length else None
        if end and iban.is_valid(re.sub(_GAP, "", text[start.start() : end]), check_country=False):
            yield Secret(start.start(), end, Kind.IBAN)


@cache
def _length(country: str) -> int | None:
    """Characters of an IBAN of that country, such as 21 for CH; None where there are none."""
    facts = numdb.get("iban").info(country)[0][1]
    return 4 + sum(int(length) for length in _PART_LENGTH.findall(facts["bban"])) if "bban" in facts else None


def _end_of(text: str, start: int, length: int) -> int | None:
    """Where `length` letters and digits from `start` end, single gaps between them allowed, and no word goes on."""
    position, left = start, length
    while left:
        if not _LETTERS_AND_DIGITS.match(text, position):
            return None
        position, left = position + 1, left - 1
        if left and re.compile(_GAP).match(text, position):
            position += 1
    return None if _LETTERS_AND_DIGITS.match(text, position) else position
