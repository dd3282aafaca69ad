"""marshmallow: how what a slot says becomes a value, and a value what a slot says."""
