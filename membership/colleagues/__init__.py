"""Who acts for an organisation: asking a colleague to, their position, taking it back."""
