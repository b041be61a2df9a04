"""Kaartenbak as a program on one computer: its folder, its file, its port."""
