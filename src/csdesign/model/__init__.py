"""The design language: what may be written, and what it means once it is spelled out."""
