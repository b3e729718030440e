"""What being away means for trajecten; who is away and who stands in stands in `accounts/afwezig.py` (ADR 0019)."""
