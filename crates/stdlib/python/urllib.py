"""URLs: see `urllib.parse`."""
