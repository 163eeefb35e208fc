"""Documents → records with their passages: reading and understanding what cities publish."""
