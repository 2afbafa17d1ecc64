"""What a round hands out: overview, Word documents, dataset, findings."""
