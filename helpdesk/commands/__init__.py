"""What the `helpdesk` command can do, one room for each family. They print for people and know exit codes."""
