"""What looks at pictures and hears sound while a take is decoded: arrays in, signals out; no file, no process."""
