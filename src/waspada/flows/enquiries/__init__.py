"""What people ask us about a case: taken in, with its clocks, answered from approved blocks."""
