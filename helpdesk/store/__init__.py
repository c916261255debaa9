"""The store: the only place that speaks Redis. Every write carries an id or is conditional, so twice is once."""
