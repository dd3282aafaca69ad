"""The tables, as typed classes: a module for each group of nouns."""
