"""What the rounds hand on to each other, and how it is shown."""
