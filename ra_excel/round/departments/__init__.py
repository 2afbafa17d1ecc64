"""The departments in a round: what only a round sees of them, and what they fill in next."""
