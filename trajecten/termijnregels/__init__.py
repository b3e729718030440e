"""The table of termijnen (domein §8), and what a regio makes of it: its own days and moments, with the effect read first."""
