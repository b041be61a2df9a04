"""What the owner may type about a sort of thing the shop sells."""

from app.core.forms import ChoiceField, Form, TextField
from app.core.words import lazy
from app.shop.models import VatCode
from app.shop.words import VAT_CODES


class ProductGroupForm(Form):
    """A sort of thing the shop sells."""

    name = TextField(lazy("Name"), needed=lazy("Type a name, for example Curtains."), longest=80)
    vat_code = ChoiceField(
        lazy("Usual rate"), choices=VAT_CODES, coerce=VatCode, needed=True, default=VatCode.HIGH
    )
