"""The demonstration project: a made-up neighbourhood with one activity of each kind, in all five languages.

It stands above every other room, as create_app does, and may use all of them. Nothing uses it.
"""
