"""San Andrés Cholula, Puebla: only what is documented, in our own words, each fact with its source."""
