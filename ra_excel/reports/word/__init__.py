"""The Word documents of a round, one module for what each template gets to show."""
