"""Villa Ejemplo: a fictional municipality with three years of generated, coherent acts. Nothing in it is real."""
