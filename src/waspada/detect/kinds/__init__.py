"""What is looked for: one module a kind with logic of its own, tables for the rest."""
