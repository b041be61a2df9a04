"""What the owner types as a sentence to say or a text to print; what cannot be filled in is named."""

from collections.abc import Mapping
from typing import Any

from wtforms.validators import StopValidation

from app.core.forms import Form, ParagraphField
from app.core.words import _, lazy, use_language
from app.letterhead.legal import LegalText
from app.shop.models import FormOfAddress
from app.shop.texts import StandardText, open_places, place_name

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
        self, *args: Any, text: StandardText, own: Mapping[tuple[str, FormOfAddress], str], **options: Any
    ) -> None:
        self.text = text
        self.ours = {box: _our_sentence(text, *versions[0]) for box, versions in VERSIONS.items()}
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
            if box in typed
            for version in versions
        }

    def places(self, language: str) -> list[str]:
        """What can be filled in, as it is written in a sentence of this language."""
        with use_language(language):
            return [f"{{{place_name(place)}}}" for place in self.text.places]

    def _refuse_unknown_places(self, language: str, sentence: str) -> None:
        known = {*self.places(language), *(f"{{{place}}}" for place in self.text.places)}
        unknown = [place for place in open_places(sentence) if f"{{{place}}}" not in known]
        if unknown:
            raise StopValidation(
                _(
                    "We cannot fill in {%(place)s}. You can use %(places)s.",
                    place=unknown[0],
                    places=", ".join(self.places(language)),
                )
            )


class MailTextForm(SentencesForm):
    """What to write in a mail; a text may be longer than what one says."""

    nl_u = ParagraphField(lazy("In Dutch, with u"), longest=2_000)
    nl_je = ParagraphField(lazy("In Dutch, with je"), longest=2_000)
    en = ParagraphField(lazy("In English"), longest=2_000)


class LegalTextForm(MailTextForm):
    """What to print on one occasion; what speaks to nobody has one Dutch text."""

    def __init__(
        self, *args: Any, text: LegalText, own: Mapping[tuple[str, FormOfAddress], str], **options: Any
    ) -> None:
        super().__init__(*args, text=text, own=own, **options)
        if not text.speaks:
            del self.nl_je
            self.nl_u.label.text = _("In Dutch")


def _our_sentence(text: StandardText, language: str, form: FormOfAddress) -> str:
    with use_language(language):
        return text.ours(form)
