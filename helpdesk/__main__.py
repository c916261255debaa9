"""`python -m helpdesk` is the `helpdesk` command."""

from helpdesk.cli import main

if __name__ == "__main__":
    main()
