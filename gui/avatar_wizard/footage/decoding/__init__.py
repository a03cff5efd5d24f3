"""The take decoded once by one ffmpeg, what it sends and says, and who gets it: the instant and the full pass."""
