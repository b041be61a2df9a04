"""The list of relations: which cards one wants to see, lists with a name, changing many cards at once."""
