"""What results say, without layout: titles, typed tables, lines and quotes."""
