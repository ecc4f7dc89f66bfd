"""A small book with everything that a book can have beside its text; each number in it is held against its page."""
