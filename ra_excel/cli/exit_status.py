"""With what ``ra`` leaves."""

OK, FOUTEN, NOT_RUN = 0, 1, 2
"""No fout, fouten found, could not run."""
