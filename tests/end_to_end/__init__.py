"""Tests that follow a document, a family or a refresh through several layers."""
