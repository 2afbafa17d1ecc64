"""The Excel add-in: a thin ribbon on the same functions as the command line, built from text."""
