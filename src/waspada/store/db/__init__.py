"""The database is work: people who sign in, cases they may see, tasks, approvals, what was done. Django, no pages."""
