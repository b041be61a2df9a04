"""What happens with people who work here: they come, sign in, change what they may do, and leave."""

import datetime as dt
import secrets

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.core import clock
from app.core.deeds import begin, log
from app.core.errors import RuleBroken
from app.core.words import _
from app.users import passwords, queries
from app.users.models import LoginAttempt, OneTimeCode, Role, SignIn, User

# A person starts the app and looks at the page that it opens.
CODE_IS_GOOD_FOR = dt.timedelta(hours=1)
USUAL_DAYS = "12345"


def add(
    session: Session,
    *,
    name: str,
    role: Role,
    language: str,
    by: User | None,
    login: str | None = None,
    password: str | None = None,
    direct_number: str | None = None,
    is_key_person: bool = False,
    works_on: str = USUAL_DAYS,
    stand_in_id: int | None = None,
) -> User:
    """Add somebody who works here; without a password it is a name that tasks and quotes can have."""
    begin(session, "user.add", by=by)
    user = User(
        name=name,
        role=role,
        language=language,
        direct_number=direct_number or None,
        is_key_person=is_key_person,
        works_on=works_on,
        stand_in_id=stand_in_id,
    )
    session.add(user)
    session.flush()
    if password:
        let_in(session, user, login=login or name, password=password, by=by)
    return user


def change(
    session: Session,
    user: User,
    *,
    name: str,
    role: Role,
    direct_number: str | None,
    is_key_person: bool,
    works_on: str,
    stand_in_id: int | None,
    by: User,
) -> None:
    """Change what others see of somebody, and what they may do; it counts from their next click on."""
    begin(session, "user.change", by=by)
    if user.role is Role.OWNER and role is not Role.OWNER:
        _refuse_last_owner(session, user)
    user.name = name
    user.role = role
    user.direct_number = direct_number or None
    user.is_key_person = is_key_person
    user.works_on, user.stand_in_id = works_on, stand_in_id
    session.flush()


def change_own_details(
    session: Session, user: User, *, name: str, language: str, direct_number: str | None
) -> None:
    """What everybody may change of themselves; never the role."""
    begin(session, "user.change", by=user)
    user.name = name
    user.language = language
    user.direct_number = direct_number or None
    session.flush()


def let_in(session: Session, user: User, *, login: str, password: str, by: User | None) -> None:
    """Give somebody a name and a password to sign in with; the browsers they were signed in with are out."""
    begin(session, "user.password", by=by, can_be_undone=False)
    taken_by = queries.find_by_login(session, login)
    if taken_by not in (None, user):
        raise RuleBroken(_("Somebody else signs in with this name. Choose another one."))
    user.login = queries.folded(login)
    user.password_hash = passwords.keep(password)
    session.flush()
    end_sign_ins(session, user)


def change_password(session: Session, user: User, password: str, *, keep: SignIn, by: User) -> None:
    """Change one's own password; only the browser in which that is done stays signed in."""
    begin(session, "user.password", by=by, can_be_undone=False)
    user.password_hash = passwords.keep(password)
    keep.proved_at = clock.now()
    session.flush()
    end_sign_ins(session, user, but=keep)


def block(session: Session, user: User, *, by: User) -> None:
    """Let somebody in no longer, from this moment on."""
    begin(session, "user.block", by=by)
    _refuse_last_owner(session, user)
    user.blocked_at = clock.now()
    session.flush()
    end_sign_ins(session, user)


def unblock(session: Session, user: User, *, by: User) -> None:
    """Let somebody in again, with the password they had."""
    begin(session, "user.unblock", by=by)
    user.blocked_at = None
    session.flush()


def leave(session: Session, user: User, *, by: User) -> None:
    """Somebody works here no longer: the name stays with what they did, and gets nothing new."""
    begin(session, "user.leave", by=by)
    _refuse_last_owner(session, user)
    user.left_on = clock.today()
    session.flush()
    end_sign_ins(session, user)


def come_back(session: Session, user: User, *, by: User) -> None:
    """Somebody works here again."""
    begin(session, "user.come_back", by=by)
    user.left_on = None
    session.flush()


def note_try(session: Session, *, login: str, address: str) -> LoginAttempt:
    """Remember a try to sign in, wrong until it turns out right, and forget those that no longer count."""
    now = clock.now()
    session.execute(delete(LoginAttempt).where(LoginAttempt.tried_at < now - 4 * queries.LONGEST_WAIT))
    attempt = LoginAttempt(login=queries.folded(login), address=address, tried_at=now, succeeded=False)
    session.add(attempt)
    session.flush()
    return attempt


def note_success(session: Session, attempt: LoginAttempt) -> None:
    """The try was right: those before it do not count against anybody."""
    attempt.succeeded = True
    session.flush()


def note_failure(session: Session, user: User | None) -> None:
    """Have it in the journal that somebody tried a wrong password, and whose."""
    log(session, "sign_in.failed", by=user)
    session.flush()


def sign_in(session: Session, user: User, *, browser: str) -> str:
    """Begin a sign-in and return its token, which is nowhere but in that browser."""
    now = clock.now()
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            user_id=user.id,
            token_hash=queries.hashed(token),
            began_at=now,
            seen_at=now,
            proved_at=now,
            browser=browser[:200],
        )
    )
    session.flush()
    return token


def freshen_password(session: Session, user: User, password: str) -> None:
    """Keep the same password by today's settings; called while it is known, at a sign-in."""
    if user.password_hash and passwords.is_outdated(user.password_hash):
        begin(session, "user.password", by=user, can_be_undone=False)
        user.password_hash = passwords.keep(password)
        session.flush()


def end_sign_in(session: Session, sign_in: SignIn) -> None:
    """Sign out one browser, on the server: its cookie is worth nothing from now on."""
    session.delete(sign_in)
    session.flush()


def end_sign_ins(session: Session, user: User, *, but: SignIn | None = None) -> None:
    """Sign somebody out everywhere, or everywhere else."""
    which = delete(SignIn).where(SignIn.user_id == user.id)
    session.execute(which if but is None else which.where(SignIn.id != but.id))


def make_code(session: Session, *, user: User | None = None) -> str:
    """Make a code for one time: the first start, or with a user to sign in as that one."""
    session.execute(delete(OneTimeCode).where(OneTimeCode.expires_at < clock.now()))
    code = secrets.token_urlsafe(24)
    session.add(
        OneTimeCode(
            user_id=user.id if user else None,
            code_hash=queries.hashed(code),
            expires_at=clock.now() + CODE_IS_GOOD_FOR,
        )
    )
    session.flush()
    return code


def use_code(session: Session, code: str) -> None:
    """The code has done its one time."""
    found = queries.find_code(session, code)
    if found is None:
        raise RuleBroken(_("This link has been used already."))
    found.used_at = clock.now()
    session.flush()


def _refuse_last_owner(session: Session, user: User) -> None:
    if user.role is Role.OWNER and not queries.other_owners(session, user):
        raise RuleBroken(
            _(
                "%(name)s is the only one who may change everything. Make somebody else owner first.",
                name=user.name,
            )
        )
