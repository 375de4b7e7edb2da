"""What is known of a call beside its schema: code, effects, errors, values."""
