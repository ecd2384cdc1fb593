"""What is told at all: frames of one flight each, told as a fact or not, and of which kind."""
