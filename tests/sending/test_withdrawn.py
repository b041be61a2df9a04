"""What was withdrawn is no no: it has its own name in the list of quotes, and is in no count of reasons."""

from app.core import clock
from app.core.database import Session
from app.core.periods import Period
from app.insights.queries import declined_quotes
from app.outcomes import actions as outcomes
from app.outcomes.given import Answer
from app.quotes import lists
from app.quotes.given import Wanted
from app.quotes.models import QuoteStatus
from app.quotes.standing import ShownStatus
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_reason

TODAY = clock.today()


def test_it_leaves_every_count_of_what_was_declined(session: Session, bram: User) -> None:
    reason = make_reason(session)
    stays, goes = (make_quote(session, status=QuoteStatus.SENT) for _turn in range(2))
    for quote in (stays, goes):
        outcomes.decline(session, quote, answer=Answer(TODAY, main_reason=reason), by=bram)
    assert declined(session) == {stays.id, goes.id}

    outcomes.withdraw(session, goes, why="Sent twice", by=bram)

    assert declined(session) == {stays.id}
    sums = lists.sums_by_status(session, Wanted())
    assert (sums[ShownStatus.DECLINED].count, sums[ShownStatus.WITHDRAWN].count) == (1, 1)


def test_the_list_shows_it_under_its_own_name(client: Client, session: Session, bram: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    outcomes.withdraw(session, quote, why="Sent twice", by=bram)

    assert quote.number
    assert quote.number in client.get("/quotes?status=withdrawn").text
    assert quote.number not in client.get("/quotes?status=declined").text


def declined(session: Session) -> set[int]:
    return {row.quote.id for row in declined_quotes(session, Period.ALL)}
