"""What reviewers and councils ask about: nothing here is wrong by arithmetic."""
