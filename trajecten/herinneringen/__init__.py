"""Reminders: whom to tell of a termijn, on which day, and in one mail a day (domein §8; besluiten/0018)."""
