"""The benchmark: what the door, the workers and the store do, told as ratios of one run. It asserts nothing."""
