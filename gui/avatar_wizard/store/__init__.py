"""What the program remembers on this computer: drafts, submissions and settings, with personal data sealed."""

from .journal import SqliteJournal
from .locks import locked

__all__ = ["SqliteJournal", "locked"]
