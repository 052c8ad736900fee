"""Finding what is published, however it is spelt."""
