"""Learning from completed copies: what differs between them is an answer, what never does is the form."""
