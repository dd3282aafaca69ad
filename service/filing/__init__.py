"""Folders elsewhere, reached by fsspec URL: written whole and verified, or not there at all."""
