"""Where owed work is done: mail, print, scans, closings, and what is put in order meanwhile."""
