"""Every sentence that a person reads, in Indonesian and in English."""
