"""What the owner types as a sentence to say; what cannot be filled in is named."""

from collections.abc import Mapping
from typing import Any

from wtforms.validators import StopValidation

from app.core.forms import Form, ParagraphField
from app.core.words import _, lazy, use_language
from app.shop.models import FormOfAddress
from app.tasks.words import Saying, default_sentence, open_places, place_name

# Each box with the versions it is kept as: English knows one "you".
VERSIONS = {
    "nl_u": (("nl", FormOfAddress.U),),
    "nl_je": (("nl", FormOfAddress.JE),),
    "en": (("en", FormOfAddress.U), ("en", FormOfAddress.JE)),
}


class SentencesForm(Form):
    """What to say on one occasion: in Dutch to who is u and to who is je, and in English."""

    nl_u = ParagraphField(lazy("In Dutch, with u"), longest=600)
    nl_je = ParagraphField(lazy("In Dutch, with je"), longest=600)
    en = ParagraphField(lazy("In English"), longest=600)

    def __init__(
        self, *args: Any, saying: Saying, own: Mapping[tuple[str, FormOfAddress], str], **options: Any
    ) -> None:
        self.saying = saying
        self.ours = {box: _our_sentence(saying, *versions[0]) for box, versions in VERSIONS.items()}
        options["data"] = {box: own.get(versions[0]) or self.ours[box] for box, versions in VERSIONS.items()}
        super().__init__(*args, **options)

    def validate_nl_u(self, field: ParagraphField) -> None:
        """Only what we know of somebody can be filled in."""
        self._refuse_unknown_places("nl", field.data)

    def validate_nl_je(self, field: ParagraphField) -> None:
        """Only what we know of somebody can be filled in."""
        self._refuse_unknown_places("nl", field.data)

    def validate_en(self, field: ParagraphField) -> None:
        """Only what we know of somebody can be filled in."""
        self._refuse_unknown_places("en", field.data)

    @property
    def sentences(self) -> dict[tuple[str, FormOfAddress], str]:
        """The shop's own sentence of each version; nothing where it is ours."""
        typed: dict[str, str] = self.data
        return {
            version: "" if typed[box] == self.ours[box] else typed[box]
            for box, versions in VERSIONS.items()
            for version in versions
        }

    def places(self, language: str) -> list[str]:
        """What can be filled in, as it is written in a sentence of this language."""
        with use_language(language):
            return [f"{{{place_name(place)}}}" for place in self.saying.places]

    def _refuse_unknown_places(self, language: str, sentence: str) -> None:
        known = {*self.places(language), *(f"{{{place}}}" for place in self.saying.places)}
        unknown = [place for place in open_places(sentence) if f"{{{place}}}" not in known]
        if unknown:
            raise StopValidation(
                _(
                    "We cannot fill in {%(place)s}. You can use %(places)s.",
                    place=unknown[0],
                    places=", ".join(self.places(language)),
                )
            )


def _our_sentence(saying: Saying, language: str, form: FormOfAddress) -> str:
    with use_language(language):
        return default_sentence(saying, form)
