"""A demonstration: an invented cluster, played through the same services that people use."""
