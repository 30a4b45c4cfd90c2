"""What comes back: delivery reports of every shape, read as the hostile mail that they may be."""
