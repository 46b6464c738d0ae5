"""The shell that all pages share."""
