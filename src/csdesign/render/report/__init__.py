"""The page people look at, and the other files they forward: `files.write(format, content)`."""
