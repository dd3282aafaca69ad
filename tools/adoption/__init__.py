"""How well plain forms are adopted: real forms and ours, stripped of their controls, against where those stood."""
