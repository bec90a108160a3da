"""Tests of the reference catalogue."""
