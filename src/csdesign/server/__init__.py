"""The language server: what `check` and `plan` know of a design, shown while one writes it."""
