"""Gatherings that community researchers run: their record, their code, and handing one tablet from person to person."""
