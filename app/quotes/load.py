"""Loads a quote or a card for a page, while the card is in the box."""

from flask import abort

from app.quotes.models import Quote
from app.relations.models import Relation
from app.web.load import get_or_404


def live_quote(quote_id: int) -> Quote:
    """The quote, while its card is in the box."""
    quote = get_or_404(Quote, quote_id)
    live_card(quote.relation_id)
    return quote


def live_card(relation_id: int) -> Relation:
    """The card, while it is in the box."""
    relation = get_or_404(Relation, relation_id)
    if not relation.is_live:
        abort(404)
    return relation
