"""What errors say, in Indonesian: the English sentence, `{}` where it holds a value, → Indonesian."""
