"""What the HTTP door counts, for `/metrics`."""

from prometheus_client import CollectorRegistry, Counter, PlatformCollector, ProcessCollector


class DoorMetrics:
    """One registry for one door."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self.deliveries = Counter(
            "helpdesk_deliveries",
            "Deliveries by door, kind and what became of them.",
            ["door", "kind", "outcome"],
            registry=self.registry,
        )
