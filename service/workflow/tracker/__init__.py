"""The tracker: the list of actions as a workbook, and what was changed in it."""
