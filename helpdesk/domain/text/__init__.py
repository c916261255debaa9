"""What people write, and what it is made of: documents, words, what is masked."""
