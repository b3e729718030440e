"""Benchmarks: they print ratios, and fail nothing (README, "Meten")."""
