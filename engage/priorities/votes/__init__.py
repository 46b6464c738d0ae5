"""The vote: codes, sealed ballots, and the outcome as people are told it."""
