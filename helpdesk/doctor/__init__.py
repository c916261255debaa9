"""The doctor: what is wrong with a setup, and what mends it. It changes nothing, inside or outside."""
