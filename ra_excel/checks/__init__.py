"""From tables to findings."""
