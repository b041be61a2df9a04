"""What the demo's past is told in: quotes, talks and plans, each so many days before today."""

from dataclasses import dataclass

# What Kwast & Kleed sells.
PAINT, WALLPAPER, CURTAINS, FLOORS, WORK = (
    "Verf",
    "Behang",
    "Gordijnen",
    "Vloeren",
    "Schilderwerk aan woningen",
)


@dataclass(frozen=True)
class Line:
    """One line of a quote; quantity and price as somebody would type them."""

    description: str
    quantity: str
    unit: str
    price: str
    group: str
    vat_code: str = "high"
    kind: str = "item"
    # Of alternatives: which choice they belong to, and the one that we propose.
    choice: str | None = None
    is_chosen: bool = False


@dataclass(frozen=True)
class Accepted:
    """The customer said yes, and chose of what the quote left open; what decided it is not always asked."""

    days_ago: int
    channel: str = "mail"
    words: str = ""
    reason: str = ""
    also: tuple[str, ...] = ()
    said_by: str = "customer_said"
    # The lines that they chose, by what stands on them.
    chose: tuple[str, ...] = ()


@dataclass(frozen=True)
class Declined:
    """The customer said no; without a reason it is still to be asked, in so many days from today."""

    days_ago: int
    reason: str = ""
    said_by: str = "customer_said"
    also: tuple[str, ...] = ()
    words: str = ""
    channel: str = "phone"
    # What they answered to the question that goes with the reason, and what we learn from it.
    answer_next: str = ""
    lesson: str = ""
    competitor: str = ""
    # One of the two: the difference follows from their price.
    their_price: str = ""
    price_difference: str = ""
    could_have_done: str = ""
    call_again_in: int | None = None
    ask_in: int = 0


@dataclass(frozen=True)
class Withdrawn:
    """We took it back ourselves, and why."""

    days_ago: int
    words: str


@dataclass(frozen=True)
class Chase:
    """One time that we spoke, or tried to speak, about a quote because a task said so."""

    days_ago: int
    reason: str
    words: str = ""
    is_reached: bool = True


@dataclass(frozen=True)
class QuoteStory:
    """One quote from question to answer; `took` is how many days the customer waited for it."""

    card: str
    subject: str
    asked: str
    lines: tuple[Line, ...]
    made_days_ago: int
    took: int = 0
    by: str = "Sanne"
    how: str | None = "mail"  # None is a draft that nobody has sent yet
    valid_days: int = 30
    ending: Accepted | Declined | Withdrawn | None = None
    # `guide` where nobody knows yet what comes to light: after a yes somebody warns when it gets dearer.
    price_kind: str = "fixed"
    # We talked about it at the customer's home, so they have fourteen days to think again.
    at_home: bool = False
    # What we heard later about a no: the reason that was still to be asked, or a better one.
    later: Declined | None = None
    second_version: tuple[int, tuple[Line, ...]] | None = None
    chases: tuple[Chase, ...] = ()


@dataclass(frozen=True)
class Interrupted:
    """A talk that was being noted when something else came first."""

    card: str
    their_words: str


@dataclass(frozen=True)
class Talk:
    """One conversation; `call_back_in` counts from today: a talk of last week may ask for a call tomorrow."""

    card: str
    days_ago: int
    time: str
    by: str
    channel: str
    their_words: str
    agreed: str = ""
    person: str = ""
    is_reached: bool = True
    call_back_in: int | None = None
    call_back_by: str = ""


@dataclass(frozen=True)
class Plan:
    """Something to do that no quote asked for."""

    card: str
    days_ago: int
    due_in: int
    words: str
    responsible: str
    reason: str = "other"
    # Who had it first, and said this with it.
    handed_by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Told:
    """The customer has been told what we did, and said something to that."""

    days_ago: int
    what_we_do: str
    their_words: str = ""
    channel: str = "phone"


@dataclass(frozen=True)
class Unhappy:
    """One complaint; `answer_in` counts from today, `quote` is the subject of the quote that it is about."""

    card: str
    days_ago: int
    time: str
    by: str
    channel: str
    their_words: str
    wanted: str
    responsible: str
    answer_in: int
    person: str = ""
    quote: str = ""
    told: Told | None = None


@dataclass(frozen=True)
class Longing:
    """One wish, and what we do about it when that is known."""

    card: str
    days_ago: int
    by: str
    wanted: str
    settles_for: str
    topic: str
    person: str = ""
    # The subject of the quote that it came up with.
    quote: str = ""
    what_we_do: str = ""
    is_done: bool = False


@dataclass(frozen=True)
class Agreed:
    """We talked about a mistake: what we agreed, and whether that is done."""

    days_ago: int
    words: str
    is_done: bool = False


@dataclass(frozen=True)
class Slip:
    """One mistake of ours, on a card or on none; `quote` is the subject of the quote that it is about."""

    days_ago: int
    by: str
    words: str
    responsible: str
    card: str = ""
    quote: str = ""
    agreed: Agreed | None = None
