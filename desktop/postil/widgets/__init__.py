"""Values in, signals out; widgets know no library."""
