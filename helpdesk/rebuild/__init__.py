"""Rebuild: the store made again from what Slack and Zendesk show."""

from helpdesk.rebuild.keeping import Keeper
from helpdesk.rebuild.outside import Patience, Watcher
from helpdesk.rebuild.reading import Reader
from helpdesk.rebuild.rebuilder import Count, Rebuilder, StoreNotEmpty

__all__ = ["Count", "Keeper", "Patience", "Reader", "Rebuilder", "StoreNotEmpty", "Watcher"]
