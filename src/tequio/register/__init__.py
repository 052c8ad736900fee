"""The one door: every published act enters the public register here, in the transaction that decides it."""
