"""What the owner chooses from, in words."""

from app.core.words import lazy
from app.shop.models import VatCode

VAT_CODES = [
    (VatCode.HIGH, lazy("high")),
    (VatCode.LOW, lazy("low")),
    (VatCode.ZERO, lazy("zero")),
    (VatCode.REVERSE, lazy("reverse charge")),
    (VatCode.EXEMPT, lazy("exempt")),
]
