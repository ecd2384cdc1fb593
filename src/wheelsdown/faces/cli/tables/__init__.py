"""Answers as a terminal of 80 columns shows them: nothing is cut off, only wrapped."""
