class FetchError(Exception):
    """A fetch failed."""
