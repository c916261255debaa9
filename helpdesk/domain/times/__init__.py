"""Times as people keep them: hours of the week, duty, working time, and moments and periods as they type them."""
