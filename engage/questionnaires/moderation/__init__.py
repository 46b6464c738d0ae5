"""Reading what residents send before others see it: shared by every activity whose answers are made public."""
