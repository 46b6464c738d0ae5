"""Ideas: read by a moderator, shown on a list, and ready to become options of a vote."""
