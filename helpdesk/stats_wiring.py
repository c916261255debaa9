"""What sends people the figures they asked for, built from the wiring by plain calls."""

from helpdesk.slack.files import SlackFiles
from helpdesk.slack.stats_telling import StatsTelling
from helpdesk.stats.answering import StatsRound
from helpdesk.store.stats import StatsWishes
from helpdesk.wiring import Wiring


def stats_round(wiring: Wiring) -> StatsRound:
    def telling() -> StatsTelling:
        calls, token = wiring.slack_calls(), wiring.settings.require_slack().bot_token.get_secret_value()
        return StatsTelling(calls, SlackFiles(calls, token, wiring.settings.slack_api_url))

    wishes = StatsWishes(wiring.redis)
    return StatsRound(wiring.config, wishes, wiring.clockwork, telling, wiring.tickets.all)
