"""What a local workspace holds when it starts: people, channels, a few questions. A JSON file can say otherwise."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Role = Literal["employee", "it", "bot"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SeedPerson(_Strict):
    id: str
    name: str
    real_name: str
    email: str = ""
    role: Role = "employee"
    colour: str = "#4a6785"
    locale: str = "en-US"


class SeedGroup(_Strict):
    id: str
    handle: str
    name: str
    members: tuple[str, ...] = ()


class SeedChannel(_Strict):
    id: str
    name: str
    private: bool = False
    members: tuple[str, ...] = ()


class SeedReply(_Strict):
    user: str
    text: str


class SeedMessage(_Strict):
    """`text` is what a person types; `reactions` maps an emoji name to user ids."""

    channel: str
    user: str
    text: str
    minutes_ago: float = Field(default=10, ge=0)
    replies: tuple[SeedReply, ...] = ()
    reactions: dict[str, tuple[str, ...]] = {}


class SeedShortcut(_Strict):
    callback_id: str
    name: str


class SeedApp(_Strict):
    """The one app installed here. Its bot user is made from this, not listed among the people."""

    app_id: str = "A0HELPDESK"
    bot_id: str = "B0HELPBOT"
    bot_user: str = "U0HELPBOT"
    name: str = "Helpdesk"
    commands: tuple[str, ...] = ("/helpdesk",)
    shortcuts: tuple[SeedShortcut, ...] = (SeedShortcut(callback_id="create_ticket", name="Create ticket"),)


class Seed(_Strict):
    """A workspace's first content. `custom_emoji` maps a name to an image address or to `alias:<name>`."""

    team_id: str = "T0SANDBOX"
    team_name: str = "Sandbox"
    domain: str = "sandbox"
    app: SeedApp = SeedApp()
    people: tuple[SeedPerson, ...] = ()
    groups: tuple[SeedGroup, ...] = ()
    channels: tuple[SeedChannel, ...] = ()
    messages: tuple[SeedMessage, ...] = ()
    custom_emoji: dict[str, str] = {}


_ROBIN, _SAM, _ALEX, _KIM, _BOT = "U0EMPLOYEE", "U0EMPLOYE2", "U0ITAGENT1", "U0ITAGENT2", "U0HELPBOT"


def default_seed() -> Seed:
    """The workspace of the demo: two employees, two IT people, three questions."""
    return Seed(
        people=(
            SeedPerson(id=_ROBIN, name="robin", real_name="Robin Sample", email="robin@example.com", colour="#2b7a78"),
            SeedPerson(id=_SAM, name="sam", real_name="Sam Sample", email="sam@example.com", colour="#b8573e"),
            SeedPerson(
                id=_ALEX, name="alex", real_name="Alex Support", email="alex@example.com", role="it", colour="#4054b2"
            ),
            SeedPerson(
                id=_KIM, name="kim", real_name="Kim Support", email="kim@example.com", role="it", colour="#7b4397"
            ),
        ),
        groups=(SeedGroup(id="S0ITTEAM", handle="it-team", name="IT team", members=(_ALEX, _KIM)),),
        channels=(
            SeedChannel(id="C0ITHELP1", name="it-help", members=(_ROBIN, _SAM, _ALEX, _KIM, _BOT)),
            SeedChannel(id="C0ITAGENTS", name="it-agents", private=True, members=(_ALEX, _KIM, _BOT)),
            SeedChannel(id="C0GENERAL1", name="general", members=(_ROBIN, _SAM, _ALEX, _KIM)),
        ),
        messages=(
            SeedMessage(
                channel="C0ITHELP1",
                user=_ROBIN,
                text="The VPN drops every few minutes since this morning, on Wi-Fi and on cable. Is it me?",
                minutes_ago=42,
                replies=(SeedReply(user=_SAM, text="Same here on the third floor, about every five minutes."),),
            ),
            SeedMessage(
                channel="C0ITHELP1",
                user=_SAM,
                text=(
                    "Pushing to the repository fails for me since I changed my password:\n"
                    "```remote: HTTP Basic: Access denied\n"
                    "fatal: Authentication failed for 'https://git.example.com/tools.git/'```\n"
                    "`git config credential.helper` says `store`."
                ),
                minutes_ago=25,
            ),
            SeedMessage(
                channel="C0ITHELP1",
                user=_ROBIN,
                text="A new colleague starts on Monday. Whom do I ask for a laptop and a badge?",
                minutes_ago=8,
            ),
        ),
    )
