"""What the program remembers on this computer: drafts, submissions and settings, with personal data sealed."""

from .database import set_aside
from .journal import SqliteJournal
from .locks import locked

__all__ = ["SqliteJournal", "locked", "set_aside"]
