"""What a deelnemer does 0, 3, 6 and 12 months after the uitreiking: asked by a link, or by telephone (domein §8, §11)."""
