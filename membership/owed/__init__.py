"""Work that an act owes and a worker does: mail and print."""
