"""The machine that a build runs on: its files, and what to say of exceptions that nobody expected."""
