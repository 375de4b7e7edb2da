"""What a user does, without a screen: find and open an operation, fill it in, TRY it, take the
code away.
"""
