"""A case from the vendor's first call to its destruction: one file per thing a person does with it."""
