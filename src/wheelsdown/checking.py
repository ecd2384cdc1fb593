"""From claims to verdicts: asks a workspace for each claim's evidence and judges it."""
