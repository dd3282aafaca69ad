"""Finding where answers belong in a plain form."""
