"""Whose words: reported speech, and what the same people are called."""
