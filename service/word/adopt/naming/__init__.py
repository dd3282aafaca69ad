"""Naming the places of a form by the words that ask for their answers."""
