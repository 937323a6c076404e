"""What has changed between two figures, and what is told of the change."""
