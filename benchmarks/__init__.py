"""How fast and how large, measured beside others on the same text."""
