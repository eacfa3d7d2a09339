"""The search: one box over cases, organisations, claims and evidence, for what one may see."""
