"""The gate: pandera holds the figures of each kind of table to what ``rules/tables/*.yaml`` declares of its columns.

``frame.py`` lays all tables of a kind into one frame of exact values, ``schema.py`` makes a kind's schema, ``check.py``
runs one over the other and says of each declared bound, column by column, in which rows it does not hold.  Whether
figures agree is no matter of this gate.  pandas and pandera are imported only when there is something to check.
"""
