"""What a record must satisfy, one module per group of problem codes."""
