"""Facts of a case in, duties and deadlines out."""
