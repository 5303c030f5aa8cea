//! What the hub keeps: the one order of an office's entries, and everything around it.
