"""Editions of one form beside each other."""
