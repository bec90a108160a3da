"""Pictures as shapes: geometry in numbers, drawn by one SVG template."""
