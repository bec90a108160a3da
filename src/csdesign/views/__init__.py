"""The content of results, without layout: titles, typed tables, lines and quotes."""
