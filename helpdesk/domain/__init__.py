"""What the helpdesk knows and decides: values and pure functions, with no clock, log, environment or network."""
