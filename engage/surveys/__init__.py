"""The survey: answers that are kept as responses and summarised."""
