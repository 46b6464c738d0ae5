"""Nominations: people, groups and places that help, read by a moderator and shown on a list with a small map."""
