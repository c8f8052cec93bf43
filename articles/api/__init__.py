"""The API under /api/v1/: what is published, for everybody, and writing for those whose role allows it."""
