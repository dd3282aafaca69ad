"""A list of cases as people have it, read into what an audit can be sent out with; nothing in it is guessed."""
