"""Letters: what they say (compose), how they are set (paper), who prints them (press)."""
