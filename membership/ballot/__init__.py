"""The Directors Board: motions, votes, decisions."""
