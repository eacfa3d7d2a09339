"""The value chain of the cluster: what its members prove, what it lacks, how it is composed."""
