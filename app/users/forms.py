"""What people type about themselves and each other: names, numbers, passwords."""

from collections.abc import Callable, Sequence
from typing import Any

from wtforms.fields import Field
from wtforms.validators import StopValidation

from app.core.forms import ChoiceField, Form, PasswordField, RadioField, TextField, TickField, TicksField
from app.core.words import _, lazy
from app.users import passwords
from app.users.models import Role, User

LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
ROLES = [
    (Role.STAFF, lazy("Works with everything")),
    (Role.VIEWER, lazy("Looks, and changes nothing")),
    (Role.OWNER, lazy("Also changes settings and staff")),
]
WEEKDAYS = [
    ("1", lazy("Monday")),
    ("2", lazy("Tuesday")),
    ("3", lazy("Wednesday")),
    ("4", lazy("Thursday")),
    ("5", lazy("Friday")),
    ("6", lazy("Saturday")),
    ("7", lazy("Sunday")),
]
PASSWORD_HINT = lazy("At least 12 characters. Three loose words do well. Write them down on paper.")


class SignInForm(Form):
    """The name and password that let somebody in; nothing here says which of the two was wrong."""

    login = TextField(
        lazy("Your name"), needed=lazy("Type your name."), render_kw={"autocomplete": "username"}
    )
    password = PasswordField(
        lazy("Password"),
        needed=lazy("Type your password."),
        render_kw={"autocomplete": "current-password"},
    )


class NewPasswordForm(Form):
    """A field for a new password, judged by what it is and by the names around it."""

    password = PasswordField(
        lazy("New password"),
        needed=lazy("Choose a password."),
        description=PASSWORD_HINT,
        render_kw={"autocomplete": "new-password"},
    )

    def __init__(self, *args: Any, names: tuple[str, ...] = (), **options: Any) -> None:
        self.names = names
        super().__init__(*args, **options)

    def validate_password(self, field: Field) -> None:
        """Refuse what is too short or too easy to guess."""
        if field.data:
            refuse_easy(field.data, self.names)


class OwnPasswordForm(NewPasswordForm):
    """Changing one's own password asks for the present one first."""

    present = PasswordField(
        lazy("Your present password"),
        needed=lazy("Type your present password."),
        render_kw={"autocomplete": "current-password"},
    )

    def __init__(self, *args: Any, is_present: Callable[[str], bool], **options: Any) -> None:
        self.is_present = is_present
        super().__init__(*args, **options)

    def validate_present(self, field: Field) -> None:
        """Only who knows the present password may choose the next one."""
        if field.data and not self.is_present(field.data):
            raise StopValidation(_("This is not your present password."))


class OwnDetailsForm(Form):
    """What everybody may change of themselves."""

    name = TextField(lazy("Your name"), needed=lazy("Type your name."), longest=80)
    direct_number = TextField(
        lazy("Direct number"), longest=40, render_kw={"inputmode": "tel", "autocomplete": "tel"}
    )
    language = RadioField(lazy("Language"), choices=LANGUAGES, needed=True)


class StaffForm(Form):
    """Somebody who works here, as others see them, and what they may do."""

    name = TextField(lazy("Name"), needed=lazy("Type a name."), longest=80)
    direct_number = TextField(lazy("Direct number"), longest=40, render_kw={"inputmode": "tel"})
    is_key_person = TickField(lazy("Is rung when there is something with the shop at night"))
    role = ChoiceField(lazy("May do"), choices=ROLES, coerce=Role, default=Role.STAFF, needed=True)
    works_on = TicksField(
        lazy("Works on"),
        choices=WEEKDAYS,
        description=lazy("Calls are planned on these days. Tick none when each week is different."),
    )
    stand_in_id = ChoiceField(
        lazy("Who stands in on a day off"),
        coerce=int,
        description=lazy("What has to be done that day stands on the list of this person too."),
    )

    def __init__(self, *args: Any, others: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.stand_in_id.choices = [("", _("Nobody")), *((other.id, other.name) for other in others)]

    def values(self) -> dict[str, Any]:
        """What goes into the row; the days of the week in their order."""
        return self.data | {"works_on": "".join(sorted(self.works_on.data or ()))}


class LetInForm(NewPasswordForm):
    """The name and password somebody will sign in with."""

    login = TextField(
        lazy("Name to sign in with"),
        needed=lazy("Type a name to sign in with."),
        longest=80,
        render_kw={"autocomplete": "off"},
    )

    def __init__(self, *args: Any, is_taken: Callable[[str], bool], **options: Any) -> None:
        self.is_taken = is_taken
        super().__init__(*args, **options)

    def validate_login(self, field: Field) -> None:
        """Two people cannot sign in with one name."""
        if field.data and self.is_taken(field.data):
            raise StopValidation(_("Somebody else signs in with this name. Choose another one."))


def refuse_easy(password: str, names: tuple[str, ...]) -> None:
    """Stop at a password that will not do, with the reason."""
    objection = passwords.objection(password, names=names)
    if objection:
        raise StopValidation(objection)
