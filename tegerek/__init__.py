"""Tegerek: public meetings that count, and training programmes that lead to them."""

__version__ = "0.1.0"
