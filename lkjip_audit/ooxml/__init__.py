"""A lossless editor of workbook packages; it knows nothing of audits."""
