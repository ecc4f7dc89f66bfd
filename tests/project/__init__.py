"""The project itself: what its files promise of each other."""
