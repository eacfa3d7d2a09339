"""People: signing in and out, registering, invitations and one-time paths."""
