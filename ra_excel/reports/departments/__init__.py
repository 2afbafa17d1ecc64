"""What a round gives to departments, and what they share with provinces."""
