# ruff: noqa: RUF001
"""Messages that ask who is on duty, and messages that don't, in the three languages."""

import pytest

from helpdesk.slack.duty_asked import DutyAsked, duty_asked

ASKED = """
Who is the coordinator?
who's on duty?
Who is on duty today?
WHO IS ON CALL???
whos on call right now
who is oncall
Hi! Who is the coordinator today, please?
Hi Kim, who is on duty?
Can you tell me who's on duty?
does anyone know who is on call tonight?
I'd like to know who the coordinator is
Who is the cordinator
who is teh coordinator
Who is our coordinater at the moment?
Anybody on duty?
is anyone on call?
coordinator?
Who's in charge today?
Who has the duty this week?
who is the duty officer?
who are the coordinators this week?
Whose shift is it on duty?
Please tell me who is on duty tomorrow morning :pray:
Who is on duty on Monday at 9:00?
Quick question: who's on call for IT?
@helpdesk who is on duty?
Qui est le coordinateur ?
qui est la coordinatrice aujourd'hui ?
Qui est de garde ?
QUI EST DE GARDE CE SOIR
qui est d'astreinte ce week-end ?
Qui est de permanence maintenant ?
Bonjour, qui est de service svp ?
c'est qui le coordinateur ?
Le coordinateur, c'est qui ?
qui est le cordinateur
Qui assure la permanence demain ?
Pouvez-vous me dire qui est le coordinateur ?
Quelqu’un sait qui est de piquet ?
Qui coordonne aujourd’hui ?
Je voudrais savoir qui est de garde cette nuit
Salut Marc, qui est d’astreinte lundi ?
coordinateur ?
Quelqu'un de garde ?
Qui fait la permanence cet après-midi ?
Qui est-ce qui est de garde ?
Chi è il coordinatore?
chi e' di turno?
Chi è di turno oggi?
CHI È DI GUARDIA STASERA
Chi è reperibile adesso?
Buongiorno, chi è la coordinatrice?
chi è il cordinatore
Chi c'è di servizio oggi pomeriggio?
Ciao a tutti, chi è di picchetto questa settimana?
Mi potete dire chi è di turno domani?
Qualcuno sa chi è il coordinatore?
Chi coordina questa mattina?
C'è qualcuno di turno?
Scusate, chi è di turno qui?
Vorrei sapere chi è il coordinatore, grazie
chi fa il turno di notte?
Il coordinatore chi è?
coordinatore?
Chi è in servizio lunedì?
"""
NOT_ASKED = """
The coordinator told me to ask here: my laptop doesn't start
I am on duty tonight and can't log in
Who is the coordinator of the Milan project?
Who changed the on-call phone number?
Who can reset my password?
Who can call the coordinator?
Who can tell the coordinator?
I know who is on duty
we already know who is on call
Can I call you?
Who is on the call?
who called?
who is Kim?
Is the printer on duty? It prints nothing
My duty-free invoice is missing
Who was on duty yesterday?
Who is on duty to fix the VPN of the whole building?
Please add Sam to the on-call rota
I can't open the on-call calendar, who can help?
Who is responsible for payroll?
Thanks coordinator!
The person on duty is great
On duty
on call until five, then out of office
Is the coordinator role paid?
`who is on duty?`
> who is on duty?
Who owns the duty roster spreadsheet?
Coordinator access please
VPN is down
Le coordinateur m'a dit de demander ici
Je suis de garde ce soir et mon badge ne marche pas
Qui est le coordinateur du projet Zurich ?
Qui peut réinitialiser mon mot de passe ?
Qui a changé le numéro d'astreinte ?
Qui était de garde hier ?
Je sais qui est de garde
nous savons qui est le coordinateur
Qui est Marc ?
Qui a pris mon écran ?
Le planning de garde est vide
Peux-tu m'ajouter à la liste d'astreinte ?
Gardez la porte fermée
Qui appelle le coordinateur ?
Merci au coordinateur
Il faut un accès pour la personne de permanence
Comment contacter le fournisseur ?
La garde du corps est absente
De garde ce soir, je ne peux pas ouvrir Outlook
Il coordinatore mi ha detto di chiedere qui
Sono di turno stasera e non riesco ad accedere
Chi è il coordinatore del progetto Lugano?
Chi può cambiare la mia password?
Chi ha cambiato il numero di reperibilità?
Chi era di turno ieri?
So chi è di turno
Chi è Marco?
Chi ha preso il mio schermo?
Il turno di notte non vede la stampante
Potete aggiungermi al turno?
Grazie al coordinatore
Come contatto il fornitore?
Chi chiama il coordinatore?
Devo cambiare turno, chi mi aiuta?
Di turno stasera
La stampante è fuori servizio?
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("text", lines(ASKED))
def test_it_asks_who_is_on_duty(text: str) -> None:
    assert duty_asked(text, ["it"])


@pytest.mark.parametrize("text", lines(NOT_ASKED))
def test_it_asks_something_else_or_nothing(text: str) -> None:
    assert duty_asked(text, ["it"]) is None


def test_there_are_sixty_of_each() -> None:
    assert min(len(lines(ASKED)), len(lines(NOT_ASKED))) >= 60


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Who is on duty?", ""),
        ("who's on duty tomorrow at 9:00?", "tomorrow 9:00"),
        ("Qui est de garde lundi à 8h30 ?", "lundi 8h30"),
        ("Chi è di turno stasera?", "stasera"),
        ("who is on call at 6pm", "6pm"),
    ],
)
def test_it_says_for_when(text: str, when: str) -> None:
    assert duty_asked(text) == DutyAsked(when)
