"""Worker processes that lay out pages: their jobs, their start and end, and those of other machines."""
