"""Letters: what they say (contents), in which form (compose), their life until they are kept."""
