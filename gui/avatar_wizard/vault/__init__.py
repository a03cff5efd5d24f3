"""Credentials and the store's master key, in the operating system's keyring or in memory, and nowhere else."""

from .keyring_vault import KeyringVault, choose_vault
from .memory_vault import MemoryVault

__all__ = ["KeyringVault", "MemoryVault", "choose_vault"]
