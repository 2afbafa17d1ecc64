"""What changed between two rounds, in each of its forms."""
