"""What makes a good file better: who is there twice, what is missing, whom we have not spoken for long."""
