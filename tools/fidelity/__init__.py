"""How faithfully copies are read that have been through real word processors and real offices."""
