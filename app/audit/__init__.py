"""The journal of row changes: history, undo, merging and forgetting all walk it."""
