"""The commands: options in, one call, output and an exit code out."""
