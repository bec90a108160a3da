"""Tests of the role comparison."""
