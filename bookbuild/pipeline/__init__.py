"""The stages in order. The only room that knows them all."""

from bookbuild.pipeline.books import Reading, build, choose_editions, read
from bookbuild.pipeline.progress import Progressed

__all__ = ["Progressed", "Reading", "build", "choose_editions", "read"]
