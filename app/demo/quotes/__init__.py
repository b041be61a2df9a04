"""The forty-two quotes of Kwast & Kleed.

What the views must be able to show is planted here: every "too expensive" lives in Leiden, every "delivery
took too long" in the Bollenstreek. What was declined had taken eight days to make, what was accepted three.
"""

from app.demo.quotes.accepted import ACCEPTED
from app.demo.quotes.declined import DECLINED
from app.demo.quotes.underway import UNDERWAY, WITHDRAWN

QUOTES = (*ACCEPTED, *DECLINED, *UNDERWAY, *WITHDRAWN)
