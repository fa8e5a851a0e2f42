"""What `artikit init` does: look at a repository, propose settings, say what they would come to."""
