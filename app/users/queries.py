"""Who works here, who is signed in, and how long somebody who guesses has to wait."""

import datetime as dt
import hashlib
import unicodedata

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.core import clock
from app.users.models import LoginAttempt, OneTimeCode, Role, SignIn, User

FREE_TRIES = 5
# One address may be the whole shop: it may be wrong about several people before it waits for all of them.
FREE_TRIES_PER_ADDRESS = 30
FIRST_WAIT = dt.timedelta(seconds=5)
LONGEST_WAIT = dt.timedelta(minutes=15)


def is_set_up(session: Session) -> bool:
    """Whether anybody can sign in at all."""
    return session.scalar(select(User.id).where(User.password_hash.is_not(None)).limit(1)) is not None


def staff(session: Session) -> list[User]:
    """Everybody who works or worked here, those who left last."""
    order = (User.left_on.is_not(None), func.lower(User.name), User.id)
    return list(session.scalars(select(User).order_by(*order)))


def working_staff(session: Session) -> list[User]:
    """Everybody who works here now."""
    query = select(User).where(User.left_on.is_(None)).order_by(func.lower(User.name), User.id)
    return list(session.scalars(query))


def stood_in_for(session: Session, user: User, day: dt.date) -> list[User]:
    """The colleagues who are off on this day and for whom this person stands in."""
    query = select(User).where(User.stand_in_id == user.id, User.left_on.is_(None))
    return [colleague for colleague in session.scalars(query) if colleague.is_off(day)]


def other_owners(session: Session, user: User) -> list[User]:
    """The owners besides this one who can sign in today."""
    query = select(User).where(
        User.role == Role.OWNER,
        User.id != user.id,
        User.blocked_at.is_(None),
        User.left_on.is_(None),
        User.password_hash.is_not(None),
    )
    return list(session.scalars(query))


def find_by_login(session: Session, login: str) -> User | None:
    """The one with this sign-in name, however it is capitalised."""
    return session.scalar(select(User).where(User.login == folded(login)))


def find_sign_in(session: Session, token: str) -> SignIn | None:
    """The sign-in that this token belongs to, with its user, in one statement."""
    return session.scalar(select(SignIn).where(SignIn.token_hash == hashed(token)))


def find_code(session: Session, code: str) -> OneTimeCode | None:
    """The one-time code, while it is good for its one time."""
    query = select(OneTimeCode).where(
        OneTimeCode.code_hash == hashed(code),
        OneTimeCode.used_at.is_(None),
        OneTimeCode.expires_at > clock.now(),
    )
    return session.scalar(query)


def wait_before_next_try(session: Session, login: str, address: str) -> dt.timedelta:
    """How long this name, or this address, has to wait after wrong passwords; it doubles each time."""
    return max(
        _wait(session, LoginAttempt.login == folded(login), FREE_TRIES),
        _wait(session, LoginAttempt.address == address, FREE_TRIES_PER_ADDRESS),
    )


def folded(login: str) -> str:
    """A sign-in name as it is compared: capitals, accents' forms and blanks around it do not matter."""
    return unicodedata.normalize("NFC", login).strip().casefold()


def hashed(token: str) -> str:
    """A random token as it is stored: whoever reads the database cannot use it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _wait(session: Session, same: ColumnElement[bool], free: int) -> dt.timedelta:
    """The time still to wait, counted from the last of the wrong tries since the last right one."""
    now = clock.now()
    recent = (
        select(LoginAttempt.tried_at, LoginAttempt.succeeded)
        .where(same, LoginAttempt.tried_at > now - 2 * LONGEST_WAIT)
        .order_by(LoginAttempt.id.desc())
    )
    wrong = []
    for tried_at, succeeded in session.execute(recent):
        if succeeded:
            break
        wrong.append(tried_at)
    if len(wrong) < free:
        return dt.timedelta(0)
    pause: dt.timedelta = min(FIRST_WAIT * 2 ** (len(wrong) - free), LONGEST_WAIT)
    return max(wrong[0] + pause - now, dt.timedelta(0))
