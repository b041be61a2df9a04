"""The furnished shop: all in it is as the pages would have made it, and its planted truths show."""

import datetime as dt
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from statistics import median

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import aliased, sessionmaker

from app.audit.models import Deed
from app.complaints import queries as complaints
from app.complaints.models import Complaint
from app.consents.queries import has_consent
from app.contacts.models import (
    Address,
    Consent,
    ConsentAnswer,
    ConsentChannel,
    ContactDetail,
    ContactPerson,
    DetailKind,
)
from app.contacts.phone import show_phone
from app.core import clock
from app.core.database import Base, Session, make_engine, sqlite_url
from app.core.migrations import upgrade
from app.core.periods import Period
from app.core.words import use_language
from app.demo.shop import furnish, has_aged
from app.drafts.models import Draft
from app.drafts.queries import drafts_of
from app.duties.queries import duties
from app.files.models import StoredFile
from app.home.queries import running, today_for
from app.insights.queries import why_not
from app.insights.splits import Split, split_by
from app.insights.tally import Tally
from app.mistakes.models import Mistake
from app.opening.queries import opening_days
from app.phrases.queries import phrases
from app.quotes.models import (
    AskState,
    ChosenLine,
    Competitor,
    Decision,
    LineKind,
    PriceKind,
    Quote,
    QuoteLine,
    QuoteOutcome,
    QuoteStatus,
    QuoteVersion,
    SaidBy,
)
from app.regions.queries import cards_in_regions, drawn_regions
from app.relations.models import Kind, Relation, Stage, has_kind
from app.search.index import check
from app.search.queries import find
from app.shop.models import AskedFor, RejectionReason, Shop
from app.shop.queries import get_shop
from app.stages.queries import count_proposals, old_before
from app.tasks.models import Task, TaskEnd, TaskReason
from app.timeline.actions import note_conversation
from app.timeline.models import Channel, Happening, Interaction
from app.timeline.queries import days_spoken
from app.timeline.rhythm import usual_days_between
from app.users.models import Role, User
from app.wishes import queries as wishes
from app.wishes.models import Wish
from tests.conftest import Client

NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
# The postcodes of two regions, as the owner would draw them.
LEIDEN = range(2300, 2344)
BOLLENSTREEK = (*range(2160, 2183), *range(2200, 2236))
IS_CURRENT = QuoteOutcome.superseded_at.is_(None)


@pytest.fixture(scope="module")
def furnished(whole_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, furnished once for all tests of this file; each gets a copy."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    engine = make_engine(sqlite_url(path))
    upgrade(engine)
    with whole_app.test_request_context(), Session(engine) as session, clock.frozen(NOON):
        furnish(session, clock.today())
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture
def demo(furnished: Path, tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "demo.db"
    shutil.copy(furnished, path)
    engine = make_engine(sqlite_url(path))
    yield engine
    engine.dispose()


@pytest.fixture
def box(demo: Engine) -> Iterator[Session]:
    with Session(demo) as session, clock.frozen(NOON):
        yield session


def count(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.count(model.id))) or 0


def card(session: Session, name: str) -> Relation:
    return session.scalars(select(Relation).where(Relation.name == name)).one()


def tally(session: Session, code: str) -> Tally:
    tallies = why_not(session, Period.ALL).by_count
    return next(tally for tally in tallies if tally.reason and tally.reason.code == code)


def postcodes(session: Session, code: str) -> list[int]:
    reason = tally(session, code).reason
    assert reason
    found = session.scalars(
        select(Address.postcode)
        .join(Quote, Quote.relation_id == Address.relation_id)
        .join(QuoteOutcome, QuoteOutcome.quote_id == Quote.id)
        .where(QuoteOutcome.main_reason_id == reason.id, IS_CURRENT, Address.position == 0)
    )
    return [int(postcode[:4]) for postcode in found]


def days_to_make(session: Session, decision: Decision) -> list[int]:
    quotes = session.scalars(
        select(Quote)
        .join(QuoteOutcome, QuoteOutcome.quote_id == Quote.id)
        .where(QuoteOutcome.decision == decision, IS_CURRENT)
    )
    return [
        (quote.first_sent_on - quote.asked_on).days
        for quote in quotes
        if quote.first_sent_on and quote.asked_on
    ]


def test_forty_cards_of_all_five_kinds(box: Session) -> None:
    kinds = {kind: box.scalar(select(func.count(Relation.id)).where(has_kind(kind))) for kind in Kind}

    assert count(box, Relation) == 40
    assert all(number and number >= 4 for number in kinds.values())
    assert sum(number or 0 for number in kinds.values()) == 43


def test_forty_two_quotes_and_what_became_of_them(box: Session) -> None:
    decided = Counter(box.scalars(select(QuoteOutcome.decision).where(IS_CURRENT)))
    drafts = box.scalar(select(func.count(Quote.id)).where(Quote.status == QuoteStatus.DRAFT))
    now = running(box)

    assert count(box, Quote) == 42
    assert decided == {Decision.ACCEPTED: 13, Decision.DECLINED: 17, Decision.WITHDRAWN: 2}
    assert (drafts, now.sent, now.ends_soon, now.has_ended, now.to_ask) == (3, 7, 2, 2, 3)
    assert count(box, QuoteVersion) == 43


def test_of_fourteen_reasons_we_know_twelve_and_ten_from_the_customer(box: Session) -> None:
    total = why_not(box, Period.ALL).total

    assert (total.count, total.said, total.guessed, total.not_known) == (17, 10, 2, 5)


def test_every_too_expensive_is_leiden_and_every_long_delivery_is_the_bollenstreek(box: Session) -> None:
    assert len(postcodes(box, "price")) == 3
    assert all(postcode in LEIDEN for postcode in postcodes(box, "price"))
    assert len(postcodes(box, "delivery")) == 3
    assert all(postcode in BOLLENSTREEK for postcode in postcodes(box, "delivery"))


def test_what_was_declined_had_taken_longer_to_make(box: Session) -> None:
    assert median(days_to_make(box, Decision.DECLINED)) == 8
    assert median(days_to_make(box, Decision.ACCEPTED)) == 3


def test_the_view_by_region_shows_what_the_total_hides(box: Session) -> None:
    regions = {one.name: one for one in split_by(box, Split.REGION, Period.ALL).slices}
    first = {
        name: (one.by_count[0].reason.code, one.by_count[0].count)
        for name, one in regions.items()
        if one.by_count[0].reason
    }

    assert first["Leiden"] == ("price", 3)
    assert first["Bollenstreek"] == ("delivery", 3)


def test_the_total_hides_what_the_regions_show(box: Session) -> None:
    reasons = {one.reason.code: one.count for one in why_not(box, Period.ALL).by_count if one.reason}

    assert reasons.pop("price") == reasons.pop("delivery") == 3
    assert max(reasons.values()) == 1


def test_we_thought_too_expensive_but_the_customer_says_not_clear(box: Session) -> None:
    ozturk = card(box, "Ömer Öztürk")
    told = box.execute(
        select(RejectionReason.code, QuoteOutcome.said_by, QuoteOutcome.decided_on)
        .join(QuoteOutcome.main_reason)
        .join(Quote, Quote.id == QuoteOutcome.quote_id)
        .where(Quote.relation_id == ozturk.id, QuoteOutcome.decision == Decision.DECLINED)
        .order_by(QuoteOutcome.id)
    ).all()

    (first, guessed, day), (later, said, same_day) = told
    assert (first, guessed) == ("price", SaidBy.OUR_GUESS)
    assert (later, said, same_day) == ("unclear", SaidBy.CUSTOMER_SAID, day)


def test_a_reason_that_was_to_be_asked_was_heard_two_days_later(box: Session) -> None:
    asked = box.scalars(
        select(QuoteOutcome).where(QuoteOutcome.ask_state == AskState.TO_ASK, ~IS_CURRENT)
    ).one()
    answered = box.scalars(
        select(QuoteOutcome).where(QuoteOutcome.quote_id == asked.quote_id, IS_CURRENT)
    ).one()

    assert answered.decided_on == asked.decided_on
    assert answered.main_reason_id == box.scalar(
        select(RejectionReason.id).where(RejectionReason.code == "delivery")
    )


def test_other_shops_won_and_some_were_dearer(box: Session) -> None:
    differences = box.execute(
        select(Competitor.name, QuoteOutcome.price_difference)
        .join(QuoteOutcome, QuoteOutcome.competitor_id == Competitor.id)
        .where(IS_CURRENT)
    ).all()

    assert len({name for name, _difference in differences}) == 4
    assert min(amount for _name, amount in differences if amount is not None) < 0


def test_every_line_has_a_group_and_some_quotes_leave_a_choice(box: Session) -> None:
    lines = box.scalars(select(QuoteLine)).all()
    kinds = {line.kind for line in lines}
    groups = box.scalars(select(QuoteOutcome.product_group_id).where(IS_CURRENT)).all()

    assert all(line.product_group_id for line in lines)
    assert {LineKind.OPTION, LineKind.ALTERNATIVE, LineKind.ALLOWANCE} <= kinds
    assert None not in groups
    assert len(set(groups)) == 5


def test_customers_chose_and_pay_for_what_they_chose(box: Session) -> None:
    chosen = box.scalars(
        select(QuoteLine.description).join(ChosenLine, ChosenLine.line_id == QuoteLine.id)
    ).all()
    first = box.scalars(select(QuoteOutcome).order_by(QuoteOutcome.id)).first()
    assert first is not None
    proposed = box.scalars(select(QuoteVersion.total).where(QuoteVersion.quote_id == first.quote_id)).one()

    assert set(chosen) == {"Plinten eiken, 9 cm", "Oude vloerbedekking afvoeren", "Trapleuning lakken"}
    # 46 metres at 9.95 instead of 6.75, and the old carpet.
    assert first.total - proposed == Decimal("332.20")


def test_what_decided_a_yes_is_known_of_most_and_not_of_all(box: Session) -> None:
    accepted = box.scalars(select(QuoteOutcome).where(QuoteOutcome.decision == Decision.ACCEPTED)).all()
    reasons = box.scalars(
        select(RejectionReason.asked_for)
        .join(QuoteOutcome, QuoteOutcome.main_reason_id == RejectionReason.id)
        .where(QuoteOutcome.decision == Decision.ACCEPTED)
    ).all()

    assert len(accepted) == 13
    assert reasons == [AskedFor.ACCEPTED] * 10
    assert {one.said_by for one in accepted} == {*SaidBy, None}


def test_noes_are_asked_on_and_some_prices_of_other_shops_are_known(box: Session) -> None:
    noes = box.scalars(
        select(QuoteOutcome).where(QuoteOutcome.decision == Decision.DECLINED, IS_CURRENT)
    ).all()
    priced = [one for one in noes if one.their_price is not None]

    assert sum(bool(one.answer_next) for one in noes) == 8
    assert sum(bool(one.lesson) for one in noes) == 4
    assert [one.price_difference for one in priced] == [one.total - (one.their_price or 0) for one in priced]
    assert sorted(one.price_difference or 0 for one in priced) == [Decimal(150), Decimal(320)]


def test_a_guide_price_got_dearer_and_the_customer_was_told_in_time(box: Session) -> None:
    task = box.scalars(select(Task).where(Task.reason == TaskReason.WARN_DEARER)).one()
    quote = box.get_one(Quote, task.about_id or 0)

    assert (quote.price_kind, task.ended) == (PriceKind.GUIDE, TaskEnd.DONE)


def test_five_mistakes_of_which_two_were_talked_over(box: Session) -> None:
    mistakes = box.scalars(select(Mistake)).all()
    declined_over_ours = box.scalars(
        select(QuoteOutcome.quote_id)
        .join(QuoteOutcome.main_reason)
        .where(RejectionReason.code == "our_mistake")
    ).all()

    assert (len(mistakes), sum(not mistake.is_open for mistake in mistakes)) == (5, 2)
    assert set(declined_over_ours) <= {mistake.quote_id for mistake in mistakes}


def test_a_wish_was_made_of_a_no(box: Session) -> None:
    wanted = box.scalars(
        select(RejectionReason.code)
        .join(QuoteOutcome, QuoteOutcome.main_reason_id == RejectionReason.id)
        .join(Wish, Wish.quote_id == QuoteOutcome.quote_id)
    ).all()

    assert wanted == ["offer_mismatch"]


def test_somebody_who_put_it_off_may_be_called_again_on_a_day(box: Session) -> None:
    prins = card(box, "Henk Prins")

    task = box.scalars(select(Task).where(Task.relation_id == prins.id, Task.done_at.is_(None))).one()

    assert (task.reason, task.due_on) == (TaskReason.CALL_BACK, clock.today() + dt.timedelta(days=60))


@pytest.mark.parametrize(
    "name",
    [
        "Bakkerij ’t Hart",
        "Karel van den IJssel",
        "Noor Jansen-de Boer",
        "Mounir el Hamdaoui",
        "Ömer Öztürk",
        "Luc Van Damme",
        "Gerrit van de markt",
        "ليلى حداد",
        "Studio Zonnetje 🌞",
        "Zofia Wiśniewska",
    ],
)
def test_the_hard_names_are_there_and_can_be_found(box: Session, name: str) -> None:
    assert name in [hit.name for hit in find(box, name)]


def test_the_hard_cases_are_there(box: Session) -> None:
    people = {relation_id for (relation_id,) in box.execute(select(ContactPerson.relation_id).distinct())}
    organisations = box.scalars(select(Relation).where(Relation.stage.is_(None))).all()
    left = box.scalars(select(ContactPerson).where(ContactPerson.left_on.is_not(None))).all()
    same = box.execute(
        select(ContactDetail.normalised)
        .where(ContactDetail.kind == DetailKind.PHONE)
        .group_by(ContactDetail.normalised)
        .having(func.count(ContactDetail.relation_id.distinct()) > 1)
    ).all()
    notes = " ".join(box.scalars(select(ContactPerson.note)))

    assert max(len(name) for name in box.scalars(select(Relation.name))) >= 70
    assert [relation for relation in organisations if relation.id not in people]
    assert len(left) == 1
    assert len(same) == 1
    assert "<script>" in notes


def test_nobody_can_be_reached_by_accident(box: Session) -> None:
    details = box.scalars(select(ContactDetail)).all()
    mails = [detail.given for detail in details if detail.kind is DetailKind.EMAIL]
    phones = [
        show_phone(detail.given, detail.normalised) for detail in details if detail.kind is DetailKind.PHONE
    ]

    assert mails
    assert all(mail.endswith(".example") for mail in mails)
    assert phones
    assert all(
        phone.startswith(("071 0", "071 1", "0252 0", "0252 1", "0172 0", "06 00 00 00 ", "+32"))
        for phone in phones
    )


def test_today_has_people_to_speak_for_the_owner_and_for_the_others(box: Session) -> None:
    owner = box.scalars(select(User).where(User.role == Role.OWNER)).one()

    everybodys = today_for(box, owner, whose="all").calls

    assert len(today_for(box, owner, whose="mine").calls) >= 3
    assert 5 <= len(everybodys) <= 9
    assert any(call.is_late for call in everybodys)
    assert all(call.sentence and call.number for call in everybodys)


def test_talks_to_sell_wait_where_nobody_said_that_we_may_ring(box: Session) -> None:
    owner = box.scalars(select(User).where(User.role == Role.OWNER)).one()

    waiting = today_for(box, owner).waiting

    assert {call.task.relation.name for call in waiting if call.task.relation} >= {"Joke de Wit"}


def test_the_shop_is_kept(box: Session) -> None:
    with clock.frozen(NOON):
        opening = opening_days(box)

    assert not opening.is_open(dt.date(2026, 12, 25))
    assert len(duties(box)) == 5
    assert any(task.hand_over_note for task in box.scalars(select(Task)))


def test_one_answer_is_late_one_customer_holds_an_open_quote_and_two_were_told(box: Session) -> None:
    owner = box.scalars(select(User).where(User.role == Role.OWNER)).one()
    first = today_for(box, owner, whose="all").calls[0]
    waits = box.scalars(select(Complaint).where(Complaint.told_on.is_(None))).all()
    with_a_quote = select(Quote.relation_id).where(Quote.status == QuoteStatus.SENT)

    assert complaints.count(box) == complaints.Count(open=2, late=1, answered=2)
    assert first.task.reason is TaskReason.ANSWER_COMPLAINT
    assert {complaint.relation_id for complaint in waits} & set(box.scalars(with_a_quote))
    assert all(complaint.quote_id and complaint.person_id for complaint in waits)


def test_four_people_want_the_same_floor(box: Session) -> None:
    topics = wishes.topics_page(box, 1).rows

    assert (topics[0].key, topics[0].cards, topics[0].open) == ("pvcvloer", 4, 4)
    assert sum(topic.cards for topic in topics) == 9


def test_a_yes_made_a_potential_customer_a_current_one(box: Session) -> None:
    accepted = box.scalars(
        select(Relation)
        .join(Quote, Quote.relation_id == Relation.id)
        .join(QuoteOutcome, QuoteOutcome.quote_id == Quote.id)
        .where(QuoteOutcome.decision == Decision.ACCEPTED)
    ).all()

    assert {relation.stage for relation in accepted} == {Stage.CURRENT}


def test_timeline_and_journal_tell_when_it_happened(box: Session) -> None:
    now = clock.now()
    deeds = box.scalars(select(Deed).order_by(Deed.id)).all()

    assert [deed.at for deed in deeds] == sorted(deed.at for deed in deeds)
    assert all(at <= now for at in box.scalars(select(Interaction.at)))
    assert all(at <= now for at in box.scalars(select(Happening.at)))
    assert all(clock.in_shop_time(deed.at).weekday() < 6 for deed in deeds)
    assert {"relation.add", "quote.send", "quote.decline", "conversation.note"} <= {
        deed.what for deed in deeds
    }


def test_last_spoken_and_its_rhythm_are_right_on_every_card(box: Session) -> None:
    cards = {relation.id: relation for relation in box.scalars(select(Relation))}
    for relation_id, days in days_spoken(box, cards).items():
        assert cards[relation_id].last_spoken_on == max(days, default=None)
        assert cards[relation_id].spoken_every_days == usual_days_between(days)


def test_every_quote_that_was_sent_has_its_paper(box: Session) -> None:
    sent = box.scalars(select(QuoteVersion).where(QuoteVersion.sent_at.is_not(None))).all()
    papers = {
        file.id: file.size
        for file in box.scalars(select(StoredFile).where(StoredFile.media_type == "application/pdf"))
    }

    assert len(sent) == 40
    assert all(version.pdf_id and papers[version.pdf_id] > 5000 for version in sent)


def test_everybody_can_be_found(box: Session) -> None:
    assert check(box).is_right


def test_an_english_quote_has_no_dutch_in_it(box: Session) -> None:
    query = (
        select(QuoteVersion).join(QuoteVersion.quote).join(Quote.relation).where(Relation.language == "en")
    )
    english = box.scalars(query).all()
    lines = box.scalars(
        select(QuoteLine).where(QuoteLine.version_id.in_([version.id for version in english]))
    ).all()

    assert {version.payment for version in english} == {"30% in advance, the rest after delivery."}
    assert {version.closing for version in english} == {"Questions? Ring us or drop in, the coffee is ready."}
    assert {line.unit for line in lines} == {"pieces", "job"}
    assert [set(phrase.bodies) for phrase in phrases(box)] == [{"nl", "en"}] * 3


def test_it_says_that_it_is_a_demo_on_every_page(app: Flask, demo: Engine) -> None:
    app.extensions["database"] = demo
    app.extensions["sessions"] = sessionmaker(demo, class_=Session)
    browser = app.test_client()
    assert isinstance(browser, Client)
    browser.before = lambda: None
    with Session(demo) as session:
        browser.sign_in(session.scalars(select(User).where(User.role == Role.OWNER)).one())
        first = session.scalars(select(Relation.id).order_by(Relation.id)).first()
        assert session.get_one(Shop, 1).is_demo

    for address in ("/", "/tasks", f"/relations/{first}", "/quotes", "/settings"):
        page = browser.get(address, follow_redirects=True)
        assert page.status_code == 200, address
        assert 'class="demo"' in page.text, address


def test_the_pages_show_what_the_total_hides(app: Flask, demo: Engine) -> None:
    app.extensions["database"] = demo
    app.extensions["sessions"] = sessionmaker(demo, class_=Session)
    browser = app.test_client()
    assert isinstance(browser, Client)
    browser.before = lambda: None
    with Session(demo) as session, clock.frozen(NOON):
        owner = session.scalars(select(User).where(User.role == Role.OWNER)).one()
        reasons = session.scalars(select(RejectionReason)).all()
        codes = {f"3 × {name}": one.code for one in reasons for name in (one.name_nl, one.name_en)}
        browser.sign_in(owner)
        split = browser.get("/why-not/region?period=all").text
        whole = browser.get("/why-not?period=all").text

    rows = dict(re.findall(r'<th scope="row"><a [^>]+>([^<]+)</a></th>.*?<b>([^<]+)</b>', split, re.DOTALL))
    assert (codes[rows["Leiden"]], codes[rows["Bollenstreek"]]) == ("price", "delivery")
    # In the total both count as often as the other, and the head says so.
    assert whole.count("<b>3</b>") == 3
    told = re.search(r'<p class="lead">\s*[“‘](.+)[”’] (?:and|en) [“‘](.+)[”’] .*3', whole)
    assert told
    assert {codes[f"3 × {name}"] for name in told.groups()} == {"price", "delivery"}


def test_it_ages_until_somebody_uses_it(box: Session) -> None:
    today, tomorrow = clock.today(), clock.today() + dt.timedelta(days=1)
    owner = box.scalars(select(User).where(User.role == Role.OWNER)).one()

    assert not has_aged(box, today)
    assert has_aged(box, tomorrow)

    note_conversation(box, card(box, "Kim Verbeek"), channel=Channel.PHONE, by=owner)
    box.commit()

    assert not has_aged(box, tomorrow)


@pytest.mark.parametrize(
    ("day", "pages", "page_of_draft"),
    [(dt.date(2026, 12, 27), "nl", "Gesprek noteren"), (dt.date(2027, 1, 1), "en", "Note a conversation")],
    ids=["Sunday", "New Year"],
)
def test_it_can_be_furnished_on_any_day_in_any_language(
    database: Engine, day: dt.date, pages: str, page_of_draft: str
) -> None:
    """Just after midnight, and without papers: those have been tried."""
    with database.begin() as connection:
        connection.execute(Base.metadata.tables["shop"].delete())

    just_after_midnight = clock.start_of(day) + dt.timedelta(minutes=5)
    with Session(database) as session, clock.frozen(just_after_midnight), use_language(pages):
        furnish(session, clock.today(), with_papers=False)
        now = running(session)
        title = session.scalars(select(Draft.title)).one()

    assert title == page_of_draft
    assert (now.sent, now.ends_soon, now.has_ended, now.to_ask) == (7, 2, 2, 3)


def test_every_region_has_cards_and_some_stand_in_none(box: Session) -> None:
    counts = cards_in_regions(box)
    regions = drawn_regions(box)

    assert [region.name for region in regions] == ["Leiden", "Bollenstreek", "Rijnstreek", "Den Haag e.o."]
    assert all(counts[region.id] >= 3 for region in regions)
    assert counts[None] >= 1
    abroad = box.scalars(select(Relation).where(Relation.name == "Luc Van Damme")).one()
    assert abroad.region_id is None


def test_somebody_may_be_an_old_customer(box: Session) -> None:
    assert count_proposals(box, old_before(get_shop(box))) == 1


def test_some_let_us_ring_and_some_do_not(box: Session) -> None:
    answers = {
        (card, consent.channel, consent.answer)
        for card, consent in box.execute(select(Relation.name, Consent).join(Consent.relation))
    }

    assert ("Henk Prins", ConsentChannel.PHONE, ConsentAnswer.NO) in answers
    assert {("Noor Jansen-de Boer", ConsentChannel.EMAIL, answer) for answer in ConsentAnswer} <= answers
    assert set(box.scalars(select(Relation.name).where(has_consent(ConsentChannel.PHONE)))) == {
        "Anna van der Berg",
        "Luc Van Damme",
    }


def test_a_builder_has_four_branches_and_a_neighbour_brought_us_two(box: Session) -> None:
    in_charge = box.scalars(
        select(Address.in_charge_id)
        .join(Address.relation)
        .where(Relation.name.contains("Van Rijn"), Address.name.is_not(None))
    ).all()
    host = aliased(Relation)

    assert (len(in_charge), len([one for one in in_charge if one])) == (4, 3)
    assert (
        box.scalars(select(host.name).join(host, Relation.came_through.of_type(host))).all()
        == ["Anna van der Berg"] * 2
    )


def test_marleen_jumped_away_while_she_noted_a_talk(box: Session) -> None:
    (draft,) = drafts_of(box, box.scalars(select(User).where(User.name == "Marleen")).one())

    assert draft.relation is not None
    assert draft.relation.name == "Kim Verbeek"
    assert draft.page == f"/relations/{draft.relation_id}/note"
