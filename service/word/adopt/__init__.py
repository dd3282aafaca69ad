"""Adopting a plain form: finding where its answers belong, naming them, and making them content controls."""
