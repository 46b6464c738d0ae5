"""The counting room: ballots in, an outcome that explains itself out.

It knows no web, no database and no clock. The same election counted twice gives the same outcome, to the last
penny: all arithmetic is exact.
"""
