"""What is done with audits: one verb a module."""
