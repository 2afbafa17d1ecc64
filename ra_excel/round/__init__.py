"""From many submissions to one national dataset."""
