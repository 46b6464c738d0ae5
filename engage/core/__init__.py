"""Foundations that every other room may use. The list of modules is closed; a test keeps it so."""
