"""Every word that an author writes arrives in the book, or a diagnostic at its line reports what does not."""
