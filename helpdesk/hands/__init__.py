"""The hands: one effect done with both wings, which know nothing of each other. Nothing is decided here."""

from helpdesk.hands.performing import perform
from helpdesk.hands.wings import Files, SlackWing, Wings, ZendeskWing

__all__ = ["Files", "SlackWing", "Wings", "ZendeskWing", "perform"]
