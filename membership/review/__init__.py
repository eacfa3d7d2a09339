"""The check of the procedure and the proof of each claim."""
