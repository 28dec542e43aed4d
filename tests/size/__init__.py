"""Large companies: what pages ask the database, and how it answers."""
