"""Tests of the shipped registers as data: rows, addresses, and figures that follow from them."""
