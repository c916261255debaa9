"""Setting up: what is asked of an admin, whether it is right, and the files it goes into. It asks nobody itself."""
