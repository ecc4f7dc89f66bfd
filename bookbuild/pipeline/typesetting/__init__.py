"""Page runs laid out, their page numbers settled and printed, until a book can be bound."""
