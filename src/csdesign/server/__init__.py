"""The language server: the results of `check` and `plan`, shown while a design is written."""
