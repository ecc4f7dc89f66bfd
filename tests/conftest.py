"""What holds for every test."""

from hypothesis import settings

settings.register_profile("bookbuild", deadline=None)  # how long an example takes is the machine's affair
settings.load_profile("bookbuild")
