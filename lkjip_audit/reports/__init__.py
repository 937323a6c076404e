"""An AuditResult becomes something to read: a console page, JSON, an annotated workbook."""
