"""Asks an admin at the terminal, shows what became of each answer, and asks again where it was wrong."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Generic, TypeVar

import typer

from helpdesk.commands.checking import print_findings
from helpdesk.commands.printing import say
from helpdesk.commands.setting_up.terminal import unseen
from helpdesk.doctor.findings import Finding
from helpdesk.setup.answers import AnswerWrong

T = TypeVar("T")

_CHOICE = "Enter checks it again, “keep” takes it as it is, “skip” leaves the question out."


def _unchecked(_answer: object) -> Sequence[Finding]:
    return ()


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """`given` is an answer that need not be asked for, `known` one that Enter takes, and is shown unless hidden."""

    words: str
    read: Callable[[str], T]
    look: Callable[[T], Sequence[Finding]] = _unchecked
    given: str = ""
    known: str = ""
    otherwise: str = "later"
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """`attended` says that somebody sits at the terminal; `may_change` that files may be changed without asking."""

    attended: bool
    may_change: bool = False

    def ask(self, question: Question[T]) -> T | None:
        """The answer, or None when there is none. Without anybody to ask, a wrong one ends the command with 1."""
        said, usual, kept = question.given, question.known, None
        while True:
            said = said or self._said(question, usual)
            if said == "keep":
                if kept is not None:
                    return kept
                said = usual
            if not said or said == "skip":
                return None
            try:
                answer = question.read(said)
            except AnswerWrong as wrong:
                self._refuse(str(wrong))
            else:
                if self.is_well(question.look(answer)):
                    return answer
                usual, kept = said, answer
                typer.echo(f"  {_CHOICE}")
            said = ""

    def is_well(self, findings: Sequence[Finding]) -> bool:
        """Print them. When nobody can be asked for better, what is wrong ends the command with 1."""
        print_findings(findings)
        well = not any(finding.verdict == "wrong" for finding in findings)
        if not (well or self.attended):
            raise typer.Exit(1)
        return well

    def agrees(self, words: str, *, otherwise: bool) -> bool:
        """Yes or no; `otherwise` is what Enter means, and what is so when nobody can be asked."""
        return typer.confirm(words, default=otherwise) if self.attended else otherwise

    def choose(self) -> str:
        """After several questions that are only together right or wrong: "", "keep" or "skip"."""
        said = str(typer.prompt(f"  {_CHOICE.replace('checks it', 'asks')}\n ", default="", show_default=False))
        return said.strip().lower()

    def _said(self, question: Question[T], usual: str) -> str:
        if not self.attended:
            return usual
        shown = usual if not question.hidden else "the one that is set"
        words = f"{question.words} [Enter: {shown if usual else question.otherwise}]"
        with unseen() if question.hidden else nullcontext():
            said = typer.prompt(words, default="", show_default=False)
        return str(said).strip() or usual

    def _refuse(self, why: str) -> None:
        say(f"  {why}")
        if not self.attended:
            raise typer.Exit(1)
