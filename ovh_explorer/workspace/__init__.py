"""What a user does, without a screen: find and open an operation, fill it in, send it, copy its
code.
"""
