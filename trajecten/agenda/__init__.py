"""Appointments and own termijnen in the calendar of somebody's phone or computer (issue 5; domein §3 Plannen, §7)."""
