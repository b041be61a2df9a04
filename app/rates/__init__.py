"""What a new quote begins with, the rhythm of calls about it, and the rates of btw."""
