"""The read-only API under /api/v1/: what is published, in the shapes that the import command prints."""
