"""The public side: a bundle that tells nothing without a code, and the key holder's answers to what was asked."""
