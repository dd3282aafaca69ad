"""Pages for people: HTML on the workflow, which works without a script and is better with one."""
