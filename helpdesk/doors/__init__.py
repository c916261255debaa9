"""The doors: what comes in is checked, kept in a mailbox, and only then acknowledged. Nothing is decided here."""
