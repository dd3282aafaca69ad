"""Audit Forms: Word audit forms filled, read back as validated records, and proven."""
