"""The JSON documents that programs read, and their schemas."""
