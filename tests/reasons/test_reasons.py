"""The owner keeps the reasons of a no and of a yes; what was chosen before stays with its quotes."""

from collections.abc import Callable

from app.core import clock
from app.core.database import Session
from app.outcomes.actions import decline
from app.outcomes.given import Answer
from app.quotes.models import Quote, QuoteStatus, SaidBy
from app.quotes.queries import count_with_reason
from app.shop import queries
from app.shop.defaults import add_defaults
from app.shop.models import AskedFor, ReasonGroup, RejectionReason
from app.timeline.models import Channel
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_reason, make_relation

REASON = {
    "name_nl": "Te ver weg",
    "name_en": "Too far",
    "reason_group": "theirs",
    "ask_next_nl": "Waar woont u?",
}


def declined(session: Session, reason: RejectionReason, *others: RejectionReason, by: User) -> Quote:
    """A quote that somebody said no to, for this reason."""
    quote = make_quote(session, make_relation(session), status=QuoteStatus.SENT)
    answer = Answer(
        decided_on=clock.today(),
        main_reason=reason,
        other_reasons=others,
        said_by=SaidBy.CUSTOMER_SAID,
        customer_words="No.",
        channel=Channel.PHONE,
    )
    decline(session, quote, answer=answer, by=by)
    session.commit()
    return quote


def test_adding_one(client: Client, session: Session) -> None:
    make_reason(session)

    answer = client.post("/settings/reasons/new", data=REASON | {"needs_words": "y"})

    reason = queries.reasons(session)[-1]
    assert answer.location == "/settings/reasons"
    assert (reason.name("nl"), reason.name("en"), reason.needs_words) == ("Te ver weg", "Too far", True)
    assert (reason.reason_group, reason.ask_next("en")) == (ReasonGroup.THEIRS, None)


def test_without_english_words_it_has_the_dutch_ones(client: Client, session: Session) -> None:
    client.post("/settings/reasons/new", data=REASON | {"name_en": ""})

    assert queries.reasons(session)[-1].name("en") == "Te ver weg"


def test_those_of_a_yes_stand_apart(client: Client, session: Session) -> None:
    make_reason(session, name="Too late")
    address = "/settings/reasons?after=yes"

    answer = client.post("/settings/reasons/new?after=yes", data={"name_nl": "Aardig", "name_en": "Friendly"})

    (reason,) = queries.reasons(session, AskedFor.ACCEPTED)
    assert answer.location == address
    assert (reason.name_en, reason.asked_for, reason.position) == ("Friendly", AskedFor.ACCEPTED, 0)
    assert [one.name_en for one in queries.reasons(session)] == ["Too late"]
    assert ("Friendly" in client.get("/settings/reasons").text) is False
    assert ("Too late" in client.get(address).text) is False
    assert client.post(f"/settings/reasons/{reason.id}", data={"name_nl": "Lief"}).location == address


def test_they_are_put_in_order_each_on_their_own_list(client: Client, session: Session) -> None:
    first, second = make_reason(session, position=0), make_reason(session, name="Too late", position=1)
    of_yes = make_reason(session, name="Good price", asked_for=AskedFor.ACCEPTED, position=0)
    other = make_reason(session, name="Nearby", asked_for=AskedFor.ACCEPTED, position=1)

    moved = client.post(f"/settings/reasons/{other.id}/move", data={"where": "up"})
    client.post(f"/settings/reasons/{second.id}/move", data={"where": "up"})

    session.expire_all()
    assert moved.location == "/settings/reasons?after=yes"
    assert queries.reasons(session, AskedFor.ACCEPTED) == [other, of_yes]
    assert queries.reasons(session) == [second, first]


def test_a_quote_has_its_reason_under_the_new_words(client: Client, session: Session, owner: User) -> None:
    reason = make_reason(session, code="price")
    quote = declined(session, reason, by=owner)

    client.post(f"/settings/reasons/{reason.id}", data=REASON)

    session.refresh(reason)
    assert (reason.code, reason.name_nl) == ("price", "Te ver weg")
    assert "Too far" in client.get(f"/quotes/{quote.id}").text
    assert "1 quote has this reason" in client.get(f"/settings/reasons/{reason.id}").text


def test_one_that_is_put_away_is_chosen_no_more_and_stays_where_it_was(
    client: Client, session: Session, owner: User
) -> None:
    reason, other = make_reason(session, name="Too far"), make_reason(session, name="Too late")
    quote = declined(session, other, reason, by=owner)

    client.post(f"/settings/reasons/{reason.id}/put-away")

    assert "Too far is off the list, and stays where it was used." in client.get("/settings/reasons").text
    session.expire_all()
    assert queries.reasons(session) == [other]
    assert "Too far" in client.get(f"/quotes/{quote.id}").text
    assert count_with_reason(session, reason.id) == 1
    sent = make_quote(session, make_relation(session, "Kim"), status=QuoteStatus.SENT)
    session.commit()
    assert "Too far" not in client.get(f"/quotes/{sent.id}/decline").text

    client.post(f"/settings/reasons/{reason.id}/take-back")
    assert "Too far is back on the list." in client.get("/settings/reasons").text
    session.expire_all()
    assert queries.reasons(session) == [other, reason]


def test_what_kaartenbak_needs_itself_is_found_also_when_it_is_put_away(
    client: Client, session: Session
) -> None:
    add_defaults(session)
    session.commit()
    reason = queries.reason_of_ours(session, "not_said")

    client.post(f"/settings/reasons/{reason.id}", data=REASON | {"reason_group": "unknown"})
    client.post(f"/settings/reasons/{reason.id}/put-away")

    session.expire_all()
    assert queries.reason_of_ours(session, "not_said").name_nl == "Te ver weg"
    assert reason not in queries.reasons(session)


def test_never_all_of_them_are_put_away(client: Client, session: Session) -> None:
    first, last = make_reason(session), make_reason(session, name="Too late")
    make_reason(session, name="Good price", asked_for=AskedFor.ACCEPTED)

    assert client.post(f"/settings/reasons/{first.id}/put-away").status_code == 302
    answer = client.post(f"/settings/reasons/{last.id}/put-away")

    assert answer.status_code == 409
    assert "Keep at least one reason to choose from." in answer.text
    session.expire_all()
    assert queries.reasons(session) == [last]
    assert queries.put_away_reasons(session, AskedFor.DECLINED) == [first]


def test_what_kaartenbak_does_with_one_of_ours_is_said(client: Client, session: Session) -> None:
    add_defaults(session)
    session.commit()
    silent = queries.reason_of_ours(session, "not_said")

    page = client.get(f"/settings/reasons/{silent.id}").text

    assert "Counts as not known" in page
    assert "Under another name it still does." in page


def test_it_needs_its_words(client: Client, session: Session) -> None:
    reason = make_reason(session)

    answer = client.post(f"/settings/reasons/{reason.id}", data=REASON | {"name_nl": " "})

    assert answer.status_code == 200
    assert "Type the reason in Dutch." in answer.text
    assert 'value="Waar woont u?"' in answer.text
    session.refresh(reason)
    assert reason.name_nl == "Too expensive"


def test_an_unknown_one_is_not_found(client: Client) -> None:
    for path in ("9", str(2**63)):
        assert client.get(f"/settings/reasons/{path}").status_code == 404
    assert client.post("/settings/reasons/9/put-away").status_code == 404


def test_only_the_owner_keeps_them(client_as: Callable[[User], Client], session: Session, bram: User) -> None:
    reason = make_reason(session)
    browser = client_as(bram)

    for path in ("new", str(reason.id), f"{reason.id}/put-away", f"{reason.id}/move"):
        assert browser.post(f"/settings/reasons/{path}", data=REASON).status_code == 403
    session.expire_all()
    assert [(one.name_nl, one.archived_on) for one in queries.reasons(session)] == [("Too expensive", None)]
