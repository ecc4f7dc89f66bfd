"""What refers to places of a book: references by number, the index, lists of figures."""
