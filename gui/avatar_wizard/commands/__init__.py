"""The commands without a window: check, submit, jobs. Words go to the terminal, JSON to programs."""
