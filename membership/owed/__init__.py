"""Work that an act owes: written down with the act, claimed for a time, settled."""
