"""On which days the shop is open, and which day comes next for somebody who works there."""
