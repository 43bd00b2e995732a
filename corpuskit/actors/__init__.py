"""Who appears with whom: actors, their mentions, co-occurrences, networks."""
