"""Sign in, and the keys of the account."""
