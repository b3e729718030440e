"""What a coordinator should look at, said with its reason: seen in the app, never a mail."""
