"""The design language: a design as written, and with every shorthand spelled out."""
