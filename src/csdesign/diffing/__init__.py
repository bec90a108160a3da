"""Two designs in, a list of changes out, in the language of customer success."""
