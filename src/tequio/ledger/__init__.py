"""The public register's mathematics and formats, in plain Python: nothing here knows Django.

RFC 6962 hashing; C2SP signed-note, tlog-checkpoint, tlog-tiles, tlog-cosignature, tlog-witness
and tlog-proof (https://c2sp.org); RFC 8785 canonical JSON. The server and everybody who checks
the server run the same algorithms.
"""
