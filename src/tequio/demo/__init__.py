"""Towns to look at: San Andrés Cholula as it is documented, and a fictional one that shows everything at work."""
