"""The registers: numbers without gaps, the single registry, the members."""
