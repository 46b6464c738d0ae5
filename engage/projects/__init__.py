"""A local programme: its people, places, languages and activities, and the pages where a person starts."""
