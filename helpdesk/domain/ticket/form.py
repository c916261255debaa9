"""The "Create ticket" form: what it offers, and what somebody filled in."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Priority = Literal["low", "normal", "high", "urgent"]
Type = Literal["question", "incident", "problem", "task"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(_Value):
    """One entry of a list: what is sent, and what people read."""

    value: str
    label: str


class FieldOffer(_Value):
    """A ticket field of the account. `type` is Zendesk's word; `choices` are those of a drop-down."""

    id: int
    title: str
    type: str
    required: bool = False
    choices: tuple[Choice, ...] = ()


class FormOffer(_Value):
    """What the account has to choose from. `fields` are all its custom fields, `asked` the ids the form asks for."""

    groups: tuple[Choice, ...] = ()
    forms: tuple[Choice, ...] = ()
    fields: tuple[FieldOffer, ...] = ()
    asked: tuple[int, ...] = ()

    def field(self, id_: int) -> FieldOffer | None:
        return next((field for field in self.fields if field.id == id_), None)


class Details(_Value):
    """What was filled in besides subject and requester; what is None or empty is left to Zendesk.

    `fields`: field id -> value, several values of a multi-select joined by a space.
    """

    priority: Priority | None = None
    type: Type | None = None
    group: int | None = None
    form: int | None = None
    fields: dict[int, str] = Field(default_factory=dict)

    def with_more(self, later: "Details") -> "Details":
        """These details with the later ones over them."""
        given = later.model_dump(exclude_defaults=True, exclude={"fields"})
        return self.model_copy(update={**given, "fields": {**self.fields, **later.fields}})
