"""What is inside a file that somebody sent, found out where it can do no harm.

``kinds`` names what may be sent, ``inspector`` asks a child process with limits (``child``,
the only one to load the parsers), and ``scanner`` asks a virus scanner, when there is one.
"""
