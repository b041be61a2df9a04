"""What a person may ask of the list, and type to keep it or to change what is on it."""

from werkzeug.datastructures import MultiDict

from app.lists.given import Wanted


def wanted_in(args: MultiDict[str, str]) -> Wanted:
    """The list that the questions behind the `?` ask for."""
    return Wanted.read(args.to_dict(flat=False))
