"""Sends real flights through a live endpoint, and later what became of them."""
