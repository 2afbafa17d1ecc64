"""Findings and reactions back into a copy of the submission; every other byte stays."""
