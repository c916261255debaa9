"""A sent form -> the wish in it, or what is wrong at which field. It asks nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from helpdesk.domain import events as e
from helpdesk.domain.delivery import Delivery, Unreadable
from helpdesk.domain.place import Place
from helpdesk.domain.ticket.form import Details
from helpdesk.languages.speech import Speech, speech_of
from helpdesk.slack import form_names as names
from helpdesk.slack import payloads as p
from helpdesk.slack.text import SUBJECT
from helpdesk.slack.values import began_with, changed, fault, said
from helpdesk.slack.wanted import FieldFaults, Passed

_DETAILS = {
    names.PRIORITY_BLOCK: "priority",
    names.TYPE_BLOCK: "type",
    names.GROUP_BLOCK: "group",
    names.FORM_BLOCK: "form",
}


@dataclass(frozen=True, slots=True)
class _Field:
    """One field as it came back: what was said, what it began with, and what it was."""

    kind: object
    said: str
    began: str
    element: Mapping[str, Any]
    optional: bool

    def fault(self, speech: Speech) -> str | None:
        if not self.said and not self.optional:
            return speech.say("fault-required")
        return fault(speech, self.element, self.kind, self.said)


def sent_form(by: str, view: p.View) -> Delivery | FieldFaults | Passed:
    """What a form of ours asks for."""
    memory, place = _memory(view)
    speech, fields = speech_of(memory.language), _fields(view)
    faults = {block: found for block, field in fields.items() if (found := _fault(speech, block, field))}
    if view.callback_id == names.SHORTCUT and names.SUBJECT_BLOCK not in fields:
        faults[names.SUBJECT_BLOCK] = speech.say("fault-no-subject")
    if faults:
        return FieldFaults(faults)
    if view.callback_id == names.SHORTCUT:
        return Delivery(f"form:{view.id}", place, _escalation(by, memory.at, fields))
    if view.callback_id == names.COMMENT_FORM:
        field = fields.get(names.COMMENT_BLOCK)
        commented = e.Commented(by=by, comment=field.said if field else "", at=memory.at)
        return Delivery(f"comment:{view.id}", place, commented)
    given = _details({block: changed(f.said, f.began, f.kind) for block, f in fields.items()})
    if given == Details():
        return Passed("view_submission")
    return Delivery(f"details:{view.id}", place, e.DetailsGiven(by=by, at=memory.at, details=given))


def _memory(view: p.View) -> tuple[p.FormMemory, Place]:
    try:
        memory = p.FormMemory.model_validate_json(view.private_metadata)
        return memory, Place.parse(memory.place)
    except ValueError:
        raise Unreadable("The form does not say which thread it is about.") from None


def _fields(view: p.View) -> dict[str, _Field]:
    """By block. The view's own blocks tell what each field was; a value without its block is taken as it is."""
    shown = {block.block_id: block for block in view.blocks if block.type == "input"}
    found = {}
    for block, actions in view.state.values.items():
        value = actions.get(names.VALUE)
        if value is None:
            continue
        about = shown.get(block)
        element = about.element if about else {}
        optional = about.optional if about else True
        found[block] = _Field(value.get("type"), said(value), began_with(element), element, optional)
    return found


def _fault(speech: Speech, block: str, field: _Field) -> str | None:
    if block != names.SUBJECT_BLOCK:
        return field.fault(speech)
    length = len(_subject(field))
    if not length:
        return speech.say("fault-no-subject")
    return speech.say("fault-subject-too-long", most=SUBJECT, length=length) if length > SUBJECT else None


def _subject(field: _Field) -> str:
    return " ".join(field.said.split())


def _escalation(by: str, at: float, fields: Mapping[str, _Field]) -> e.EscalationRequested:
    texts = {block: field.said for block, field in fields.items()}
    replies, include = texts.get(names.REPLIES_BLOCK), fields.get(names.INCLUDE_BLOCK)
    included = set(include.said.split()) if include else {"thread", "files"}
    return e.EscalationRequested(
        by=by,
        at=at,
        subject=_subject(fields[names.SUBJECT_BLOCK]),
        requester=texts.get(names.REQUESTER_BLOCK) or None,
        details=_details(texts),
        public=replies == "public" if replies else None,
        thread="thread" in included,
        files="files" in included,
    )


def _details(texts: Mapping[str, str]) -> Details:
    system = {name: texts[block] for block, name in _DETAILS.items() if texts.get(block)}
    fields = {id_: text for block, text in texts.items() if text and (id_ := names.field_id(block)) is not None}
    try:
        return Details.model_validate({**system, "fields": fields})
    except ValidationError:
        raise Unreadable("The form has a value that it did not offer.") from None
