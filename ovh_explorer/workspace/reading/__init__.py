"""Reading answers of any size: laid out, indexed, searched and filtered, the large ones in a process of their own."""
