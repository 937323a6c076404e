"""What each figure of a workbook is about: the facts that its tables and sentences state."""
