"""Acting on several cases at once, whichever capability the act is of."""
