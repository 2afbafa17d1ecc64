"""Sheets of the overview that are there once departments take part."""
