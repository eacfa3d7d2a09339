"""Legal persons: who applies, and who acts for them."""
