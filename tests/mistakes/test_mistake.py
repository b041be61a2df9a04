"""Noting what went wrong with us, without blame; talking it over, and doing what we agreed."""

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, select

from app.audit.models import Deed
from app.audit.undo import undo
from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.mistakes import actions
from app.mistakes.given import TalkedOver, WentWrong
from app.mistakes.models import Mistake
from app.outcomes.actions import decline
from app.outcomes.given import Answer
from app.quotes.models import QuoteStatus, SaidBy
from app.relations.models import Relation
from app.timeline.models import Channel
from app.timeline.queries import timeline_of
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_mistake, make_quote, make_reason, make_relation, make_user
from tests.printing.reading import pages
from tests.statements import statements

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def kim(session: Session) -> Relation:
    return make_relation(session)


def the_mistake(session: Session) -> Mistake:
    return session.scalars(select(Mistake).execution_options(populate_existing=True)).one()


def opened(client: Client, address: str) -> dict[str, str]:
    """What the form keeps of how it looked when it was opened."""
    kept = re.search(r'name="seen"[^>]* value="([^"]*)"', client.get(address).text)
    assert kept
    return {"seen": html.unescape(kept[1])}


def words_on(page: str) -> list[str]:
    return re.findall(r'<span class="first-lines">(.*?)</span>', page)


def test_only_what_went_wrong_is_asked_for(client: Client, session: Session, owner: User) -> None:
    answer = client.post("/mistakes/new", data={"words": "No key for the van.", "responsible_id": owner.id})

    mistake = the_mistake(session)
    assert answer.location == "/mistakes"
    assert (mistake.words, mistake.relation_id, mistake.quote_id) == ("No key for the van.", None, None)
    assert (mistake.happened_on, mistake.responsible_id, mistake.is_open) == (TODAY, owner.id, True)
    assert words_on(client.get("/mistakes").text) == ["No key for the van."]


def test_a_known_no_offers_a_mistake_and_a_wish_once(
    client: Client, session: Session, kim: Relation, bram: User
) -> None:
    quote, reason = make_quote(session, kim, status=QuoteStatus.SENT), make_reason(session)
    session.commit()
    before = client.get(f"/quotes/{quote.id}").text
    no = Answer(decided_on=TODAY, main_reason=reason, said_by=SaidBy.CUSTOMER_SAID, customer_words="Crooked.")
    decline(session, quote, answer=no, by=bram)
    session.commit()
    known = client.get(f"/quotes/{quote.id}").text

    for page, with_words in ((before, False), (known, True)):
        for address in ("/mistakes/new?", "/wishes/new?"):
            (link,) = re.findall(rf'href="({re.escape(address)}[^"]*)"', page)
            assert ("words=Crooked." in link) is with_words


def test_one_about_a_quote_stands_on_its_card_until_it_is_talked_over(
    client: Client, session: Session, kim: Relation, bram: User
) -> None:
    quote = make_quote(session, kim, status=QuoteStatus.SENT)
    session.commit()

    client.post(
        f"/mistakes/new?quote={quote.id}",
        data={
            "words": "Measured wrong",
            "responsible_id": bram.id,
            "quote_id": quote.id,
            "happened_on": "18-11-2026",
        },
    )

    mistake = the_mistake(session)
    assert (mistake.relation_id, mistake.quote_id) == (kim.id, quote.id)
    (entry,) = timeline_of(session, kim.id).entries
    assert (entry.what, entry.day, entry.heading) == (
        "mistake.noted",
        dt.date(2026, 11, 18),
        "Mistake noted",
    )
    card = f"/relations/{kim.id}"
    assert words_on(client.get(card).text) == ["Measured wrong"]

    actions.discuss(session, mistake, TalkedOver(TODAY, "Two measure."), by=bram)
    session.commit()
    assert words_on(client.get(card).text) == []
    latest, _noted = timeline_of(session, kim.id).entries
    assert latest.what == "mistake.discussed"


def test_a_no_becomes_a_mistake_or_a_wish_in_one_click(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    quote = make_quote(session, kim, status=QuoteStatus.SENT)
    answer = Answer(
        decided_on=TODAY,
        main_reason=make_reason(session),
        said_by=SaidBy.CUSTOMER_SAID,
        customer_words="You never rang & we waited.",
        channel=Channel.PHONE,
    )
    decline(session, quote, answer=answer, by=owner)
    session.commit()

    page = client.get(f"/quotes/{quote.id}").text

    for path in ("/mistakes/new", "/wishes/new"):
        address = re.search(rf'href="({path}\?[^"]*words=[^"]*)"', page)
        assert address
        form = client.get(html.unescape(address[1])).text
        assert "You never rang &amp; we waited." in form
        assert f'<option selected value="{quote.id}">' in form


def test_talking_it_over_and_doing_what_we_agreed(
    client: Client, session: Session, kim: Relation, bram: User
) -> None:
    mistake = make_mistake(session, bram, relation_id=kim.id)
    address = f"/mistakes/{mistake.id}"
    assert client.post(f"{address}/done").status_code == 409

    posted = {"discussed_on": "19-11-2026", "agreed": "Two people measure."}
    assert client.post(f"{address}/discuss", data=posted).location == address

    mistake = the_mistake(session)
    assert (mistake.discussed_on, mistake.agreed) == (dt.date(2026, 11, 19), "Two people measure.")
    assert words_on(client.get("/mistakes").text) == []
    over = client.get("/mistakes?show=talked-over").text
    assert "Two people measure." in over
    assert "1 agreement is not done yet" in over

    assert client.post(f"{address}/done").location == address
    assert the_mistake(session).done_on == TODAY
    assert f"{address}/done" not in client.get(address).text


def test_undoing_it_takes_it_off_the_card_too(session: Session, kim: Relation, owner: User) -> None:
    session.commit()
    actions.note(session, WentWrong("Wrong", TODAY), relation=kim, responsible=owner, by=owner)
    session.commit()
    deed = session.scalars(select(Deed).order_by(Deed.id.desc())).first()
    assert deed

    undo(session, deed, by=owner)
    session.commit()

    assert session.scalars(select(Mistake)).all() == []
    assert timeline_of(session, kim.id).entries == []


def test_it_can_be_put_back_on_the_list(client: Client, session: Session, bram: User) -> None:
    mistake = make_mistake(session, bram, discussed_on=TODAY)

    client.post(f"/mistakes/{mistake.id}/discuss", data={"discussed_on": ""})

    assert the_mistake(session).is_open


def test_it_is_written_down_better(client: Client, session: Session, bram: User, owner: User) -> None:
    mistake = make_mistake(session, bram)
    posted = {"words": "Measured the wrong window", "happened_on": "2-11-2026", "responsible_id": owner.id}

    assert client.post(f"/mistakes/{mistake.id}/edit", data=posted).location == f"/mistakes/{mistake.id}"

    mistake = the_mistake(session)
    assert (mistake.words, mistake.happened_on) == ("Measured the wrong window", dt.date(2026, 11, 2))
    assert mistake.responsible_id == owner.id


def test_who_left_still_sees_to_it_until_somebody_else_does(
    client: Client, session: Session, bram: User
) -> None:
    bram.left_on = TODAY
    mistake = make_mistake(session, bram)

    client.post(f"/mistakes/{mistake.id}/edit", data={"words": "Better", "responsible_id": bram.id})

    assert the_mistake(session).words == "Better"


@pytest.mark.parametrize(
    ("page", "box"),
    [("edit", "words"), ("discuss", "agreed")],
)
def test_two_who_change_one_at_once_see_both_texts(
    client: Client, session: Session, bram: User, page: str, box: str
) -> None:
    theirs, mine = "Says the colleague", "Say I"
    mistake = make_mistake(session, bram, discussed_on=TODAY)
    address = f"/mistakes/{mistake.id}/{page}"
    posted = opened(client, address) | {box: mine, "responsible_id": str(bram.id)}
    setattr(mistake, box, theirs)
    session.flush()

    answer = client.post(address, data=posted)

    assert answer.status_code == 409
    assert theirs in answer.text
    assert mine in answer.text
    assert getattr(the_mistake(session), box) == theirs


@pytest.mark.parametrize(
    ("page", "posted", "sentence"),
    [
        ("edit", {"words": "", "happened_on": "kept text"}, "Write down what went wrong."),
        ("edit", {"words": "kept text", "happened_on": "1-1-2027"}, "This day is still to come."),
        ("edit", {"words": "kept text" + "x" * 2000}, "too long"),
        ("edit", {"words": "kept text", "responsible_id": "99"}, "Choose one from the list."),
        ("discuss", {"agreed": "kept text", "discussed_on": ""}, "Say on which day"),
        ("discuss", {"agreed": "kept text", "discussed_on": "1-1-2027"}, "This day is still to come."),
    ],
)
def test_bad_input_keeps_what_was_typed(
    client: Client, session: Session, page: str, posted: dict[str, str], sentence: str
) -> None:
    mistake = make_mistake(session, make_user(session))

    answer = client.post(f"/mistakes/{mistake.id}/{page}", data=posted)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert "kept text" in answer.text
    mistake = the_mistake(session)
    assert (mistake.words, mistake.is_open) == ("Measured wrong.", True)


def test_a_new_one_with_bad_input_is_not_noted(client: Client, session: Session, owner: User) -> None:
    answer = client.post("/mistakes/new", data={"words": "", "happened_on": "31-2"})

    assert answer.status_code == 200
    assert "Write down what went wrong." in answer.text
    assert session.scalars(select(Mistake)).all() == []


def test_what_the_state_forbids_is_refused(session: Session, kim: Relation, bram: User) -> None:
    strange = WentWrong("Wrong", TODAY, quote=make_quote(session, make_relation(session, "Other")))
    to_come = WentWrong("Wrong", dt.date(2026, 11, 21))
    for went_wrong in (strange, to_come):
        with pytest.raises(RuleBroken):
            actions.note(session, went_wrong, relation=kim, responsible=bram, by=bram)
    mistake = make_mistake(session, bram)
    with pytest.raises(RuleBroken):
        actions.discuss(session, mistake, TalkedOver(None, "Agreed on no day"), by=bram)
    gone = make_user(session, name="Joep", left_on=TODAY)
    with pytest.raises(RuleBroken, match="no longer works here"):
        actions.change(session, mistake, WentWrong("Wrong", TODAY), responsible=gone, by=bram)


def test_with_its_card_it_goes_into_the_bin_and_comes_back(
    client: Client, session: Session, kim: Relation, bram: User
) -> None:
    mistake = make_mistake(session, bram, relation_id=kim.id)
    kim.deleted_at = clock.now()
    session.commit()

    assert client.get(f"/mistakes/{mistake.id}").status_code == 404
    assert client.post(f"/mistakes/{mistake.id}/done").status_code == 404
    assert client.post(f"/mistakes/new?relation={kim.id}", data={"words": "x"}).status_code == 409
    assert words_on(client.get("/mistakes").text) == []

    kim.deleted_at = None
    session.commit()
    assert words_on(client.get("/mistakes").text) == ["Measured wrong."]


@pytest.mark.parametrize("page", ["", "/edit", "/discuss"])
@pytest.mark.parametrize("number", [0, 999, 2**63])
def test_an_unknown_one_is_not_found(client: Client, number: int, page: str) -> None:
    assert client.get(f"/mistakes/{number}{page}").status_code == 404


@pytest.mark.parametrize("about", ["relation=9", "quote=9", "quote=x", f"relation={2**63}"])
def test_an_unknown_card_or_quote_is_not_found(client: Client, about: str) -> None:
    assert client.get(f"/mistakes/new?{about}").status_code == 404


def test_a_viewer_reads_but_changes_nothing(
    client_as: Callable[[User], Client], session: Session, viewer: User, bram: User
) -> None:
    mistake = make_mistake(session, bram)
    browser = client_as(viewer)

    for path in ("new", f"{mistake.id}/edit", f"{mistake.id}/discuss", f"{mistake.id}/done"):
        posted = {"words": "No", "agreed": "No", "discussed_on": "today", "responsible_id": viewer.id}
        assert browser.post(f"/mistakes/{path}", data=posted).status_code == 403
    page = browser.get(f"/mistakes/{mistake.id}").text
    assert "Measured wrong." in page
    assert "/edit" not in page
    mistake = the_mistake(session)
    assert (mistake.words, mistake.is_open) == ("Measured wrong.", True)


def test_the_list_asks_no_more_for_more(
    client: Client, session: Session, database: Engine, kim: Relation, bram: User
) -> None:
    for number in range(20):
        make_mistake(session, bram, words=f"No. {number}", relation_id=kim.id)
    session.commit()

    with statements(database) as seen:
        page = client.get("/mistakes").text

    assert len(words_on(page)) == 20
    assert len(seen) <= 3


def test_an_empty_list_speaks(client: Client) -> None:
    page = client.get("/mistakes").text

    assert "No mistakes noted yet." in page
    assert 'aria-current="page">Complaints and mistakes</a>' in page


def test_the_sheet_for_the_talk_holds_what_is_to_talk_over_and_to_do(
    client: Client, session: Session, kim: Relation, bram: User
) -> None:
    make_mistake(session, bram, relation_id=kim.id, words="Measured wrong <twice>")
    make_mistake(session, bram, discussed_on=TODAY, agreed="Two people measure.")
    make_mistake(session, bram, discussed_on=TODAY, done_on=TODAY, agreed="Bought a tape.")
    session.commit()

    (text,) = pages(client.get("/mistakes/to-talk-over.pdf"))

    assert "Measured wrong <twice>" in text
    assert "Two people measure." in text
    assert "Bought a tape." not in text
    assert "one mistake" in text
    assert "Everything has been talked over" not in text


def test_a_quote_shows_what_went_wrong_with_it(
    client: Client, session: Session, kim: Relation, bram: User
) -> None:
    quote = make_quote(session, kim, status=QuoteStatus.SENT)
    make_mistake(session, bram, relation_id=kim.id, quote_id=quote.id, words="Wrong window")
    session.commit()

    assert "Wrong window" in client.get(f"/quotes/{quote.id}").text
