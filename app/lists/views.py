"""Lists with a name, and changing many cards at once; the list itself is a page of relations/views.py."""

from flask import Blueprint

from app.lists.words import missing_choices, spoken_choices

blueprint = Blueprint("lists", __name__)
blueprint.add_app_template_global(missing_choices)
blueprint.add_app_template_global(spoken_choices)
