"""Which mail somebody gets: by groups, of which some cannot be switched off (domein §8; issue 5)."""
