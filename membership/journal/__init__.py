"""The journal of the house: what was done, by whom, in an order that cannot be rewritten."""
