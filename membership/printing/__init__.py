"""Setting a sheet as PDF/A-3a and PDF/UA-1: the press asks its child, and only the child sets."""
