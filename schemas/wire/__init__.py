"""The shapes of what programs send and get over HTTP, one module for each group of nouns."""
