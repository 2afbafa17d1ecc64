"""The steps of a cycle, as they are called in their value list [Tabel 1]."""

STAP_1 = "1 Agenderen"
STAP_2 = "2 Dialoog"
STAP_3A = "3a Besluitvorming"
STAP_3B = "3b Conflictbeslechting"
STAP_4 = "4 Opvolging en monitoring"

STEPS = (STAP_1, STAP_2, STAP_3A, STAP_3B, STAP_4)
"""In the order of the cycle: a frame, not a forced path."""

VANAF_DIALOOG = STEPS[1:]
STAP_3 = (STAP_3A, STAP_3B)
"""Where a vraagstuk is on the tables, and where it is to be decided."""

NA_DIALOOG = (STAP_3A, STAP_3B, STAP_4)
"""What a vraagstuk reaches through dialogue, or with a reason why it skipped it."""

DECIDED_FIRST = (STAP_3B, STAP_3A, STAP_2, STAP_1, STAP_4)
"""In the order in which a table takes them: what must be decided, first."""


def step_order(step: str) -> int:
    """Place of a step among those; what is no step comes last."""
    return DECIDED_FIRST.index(step) if step in DECIDED_FIRST else len(DECIDED_FIRST)
