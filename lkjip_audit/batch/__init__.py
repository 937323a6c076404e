"""Many workbooks in one run.

inputs.py     files, folders and patterns become Sources, in one order
plan.py       what is written for each, and where
work.py       one workbook, in whatever process: an audit and the bytes of its annotated copy
executors.py  who does the work, and how joblib gives it to them
spread.py     work over processes, or over a Dask or Ray cluster
signature.py  the user's own key, which an earlier run's results are signed with
journal.py    what an earlier run with the same files, rules and choices found
run.py        all of it in order: the one function that the command line calls
"""
