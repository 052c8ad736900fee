"""Everything public as data: the catalogue, each kind of record as tables, and all of it in one download."""
