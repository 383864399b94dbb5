"""Slow paths."""
