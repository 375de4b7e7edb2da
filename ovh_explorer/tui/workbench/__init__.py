"""The operation that is open: send its request, follow, copy."""
