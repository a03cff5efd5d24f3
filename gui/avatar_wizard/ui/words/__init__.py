"""The words of the program, as tables from codes to sentences; ``ui.wording`` is the way in.

Needs QtCore alone (for translations), so that the command line speaks the same words without a display.
"""
