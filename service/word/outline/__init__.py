"""A form from an outline: a few dozen lines of YAML in, the .docx of a form out (docs/outlines.md)."""
