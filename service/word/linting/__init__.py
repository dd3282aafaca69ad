"""What can be wrong with a form, one module per part of it that is looked at (`service.word.lint` asks them all)."""
