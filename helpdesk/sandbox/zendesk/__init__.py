"""A local Zendesk Support over HTTP, for the demo and the tests; it never talks to the real one."""
