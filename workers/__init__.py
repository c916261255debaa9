"""The RQ side: the one job, the schedule that hints again, and the worker process."""
