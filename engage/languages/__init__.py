"""Which languages there are, which one a person reads, and the site's own strings in each."""
