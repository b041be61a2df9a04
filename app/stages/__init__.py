"""Stages that stay true: who bought something, who may be an old customer, and what was answered."""
