"""What a web server, and Flask's command line, start."""

from config import from_environment, keys
from engage import create_app

config = from_environment()
app = create_app(config, keys(config.key_file, config.database_url))
