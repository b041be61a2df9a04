"""Sheets for paper: who is on them, as PDF."""
