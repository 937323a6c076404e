"""What becomes of findings after the audit: answered, waived, known from before, compared with an earlier audit.

notes.py        the YAML that people write by hand: read with the place of every mistake
record.py       the record of a follow-up, NAME.tindak-lanjut.yaml
reading.py      from an annotated copy to the record
carry.py        from the record to the next audit's result
waivers.py      lkjip-audit.yaml: findings that somebody answers for
baseline.py     an earlier report: only what is new counts
settle.py       all of it laid over one result
earlier.py      what a comparison needs of an audit, from a result or from its report as JSON
comparison.py   two audits: what was fixed, what is still there, what is new, what nobody can test any more
comparison_form.py, comparison_sheet.py   a comparison as JSON, on the console, as a sheet of the annotated copy
"""
