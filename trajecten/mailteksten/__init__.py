"""How a regio words its mails: how they begin and end; what is asked and the link come from the system (issue 5)."""
