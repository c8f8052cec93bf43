class Refused(Exception):
    """What cannot be done; the message says why, and what to do instead, in the user's language."""
