"""The deterministic simulation: whole histories with every fault in them, the same again for the same seed."""
