"""The machine that a build runs on: its files, and diagnostics of unexpected exceptions."""
