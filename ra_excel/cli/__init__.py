"""The command ``ra``: a thin door on the jobs."""
