"""Where aircraft come from and go: the places of a frame, their roles and legs."""
