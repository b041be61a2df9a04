"""The shop, its branches, rates, product groups, reasons for declining and standard texts."""

import datetime as dt
import enum
from decimal import Decimal

from sqlalchemy import CheckConstraint, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.columns import Code, Percent, ShopText
from app.core.database import Base, mentions, one_of


class VatScheme(enum.StrEnum):
    """Whether the shop charges btw, or is exempt as a small business (KOR)."""

    NORMAL = "normal"
    KOR = "kor"


class VatCode(enum.StrEnum):
    """Which rate a line has."""

    HIGH = "high"
    LOW = "low"
    ZERO = "zero"
    REVERSE = "reverse"
    EXEMPT = "exempt"


class ReasonGroup(enum.StrEnum):
    """What the shop can do about a reason."""

    OURS = "ours"
    THEIRS = "theirs"
    UNKNOWN = "unknown"
    OTHER = "other"


class AskedFor(enum.StrEnum):
    """After which outcome a reason may be given."""

    DECLINED = "declined"
    ACCEPTED = "accepted"
    LEFT = "left"


class FormOfAddress(enum.StrEnum):
    """How a text speaks to a person, in Dutch."""

    U = "u"
    JE = "je"


class Shop(Base):
    """The one shop this card box belongs to, and what its owner has set."""

    __tablename__ = "shop"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"), one_of("vat_scheme", VatScheme))

    uid: Mapped[Code]
    name: Mapped[ShopText]
    is_demo: Mapped[bool] = mapped_column(default=False)
    statutory_name: Mapped[ShopText | None]
    chamber_number: Mapped[ShopText | None]
    vat_id: Mapped[ShopText | None]
    iban: Mapped[ShopText | None]
    website: Mapped[ShopText | None]
    language: Mapped[Code] = mapped_column(default="nl")
    time_zone: Mapped[Code] = mapped_column(default="Europe/Amsterdam")
    vat_scheme: Mapped[VatScheme] = mapped_column(default=VatScheme.NORMAL)
    vat_per_line: Mapped[bool] = mapped_column(default=False)
    quote_valid_days: Mapped[int] = mapped_column(default=30)
    quote_payment_nl: Mapped[ShopText] = mapped_column(default="", server_default=text("''"))
    quote_payment_en: Mapped[ShopText] = mapped_column(default="", server_default=text("''"))
    quote_closing_nl: Mapped[ShopText] = mapped_column(default="", server_default=text("''"))
    quote_closing_en: Mapped[ShopText] = mapped_column(default="", server_default=text("''"))
    ask_reason_after_days: Mapped[int] = mapped_column(default=3)
    # When somebody rings about a quote that is open: twice in working days after it was sent, and in days
    # before its last day; and how many working days after that it may be closed in silence. 0 is never.
    chase_after_days: Mapped[int] = mapped_column(default=2, server_default="2")
    chase_again_after_days: Mapped[int] = mapped_column(default=7, server_default="7")
    call_before_end_days: Mapped[int] = mapped_column(default=3, server_default="3")
    close_after_days: Mapped[int] = mapped_column(default=10, server_default="10")
    lock_after_minutes: Mapped[int] = mapped_column(default=480)
    # After so many quiet minutes the names on the screen are covered; 0 is never.
    cover_after_minutes: Mapped[int] = mapped_column(default=0, server_default="0")
    # A current customer who buys nothing for so long may be an old one.
    old_after_months: Mapped[int] = mapped_column(default=24, server_default="24")
    # The days of the week on which the shop is open: Monday is 1.
    open_on: Mapped[Code] = mapped_column(default="123456", server_default="123456")
    logo_id: Mapped[int | None] = mentions("stored_file.id")
    # The window of an envelope is on the left, or on the right.
    address_on_right: Mapped[bool] = mapped_column(default=False, server_default=false())
    # The general terms, to send along.
    terms_id: Mapped[int | None] = mentions("stored_file.id")

    @property
    def charges_vat(self) -> bool:
        """Whether btw appears anywhere on this shop's papers."""
        return self.vat_scheme is VatScheme.NORMAL

    def quote_payment(self, language: str) -> str:
        """How people pay, in the language of the customer; where there is none, in the other."""
        return _first_in(language, nl=self.quote_payment_nl, en=self.quote_payment_en)

    def quote_closing(self, language: str) -> str:
        """The last lines of a quote, in the language of the customer; where there are none, in the other."""
        return _first_in(language, nl=self.quote_closing_nl, en=self.quote_closing_en)


class ShopBranch(Base):
    """One of the shop's own addresses, printed on its papers."""

    __tablename__ = "shop_branch"

    name: Mapped[ShopText]
    street: Mapped[ShopText] = mapped_column(default="")
    postcode: Mapped[ShopText] = mapped_column(default="")
    place: Mapped[ShopText] = mapped_column(default="")
    phone: Mapped[ShopText | None]
    email: Mapped[ShopText | None]
    hours: Mapped[ShopText] = mapped_column(default="")
    route_note: Mapped[ShopText | None]
    position: Mapped[int] = mapped_column(default=0)
    archived_on: Mapped[dt.date | None]


class VatRate(Base):
    """The percentage of a rate from a day on."""

    __tablename__ = "vat_rate"
    __table_args__ = (UniqueConstraint("code", "valid_from"), one_of("code", VatCode))

    code: Mapped[VatCode]
    percent: Mapped[Percent]
    valid_from: Mapped[dt.date]


class ProductGroup(Base):
    """A sort of thing the shop sells, with the rate it usually has."""

    __tablename__ = "product_group"

    name: Mapped[ShopText]
    vat_code: Mapped[VatCode] = mapped_column(default=VatCode.HIGH)
    position: Mapped[int] = mapped_column(default=0)
    archived_on: Mapped[dt.date | None]


class RejectionReason(Base):
    """A reason the shop can choose from; renamed or archived, never deleted."""

    __tablename__ = "rejection_reason"
    __table_args__ = (one_of("reason_group", ReasonGroup), one_of("asked_for", AskedFor))

    code: Mapped[Code | None] = mapped_column(unique=True)
    reason_group: Mapped[ReasonGroup]
    asked_for: Mapped[AskedFor] = mapped_column(default=AskedFor.DECLINED)
    name_nl: Mapped[ShopText]
    name_en: Mapped[ShopText]
    ask_next_nl: Mapped[ShopText | None]
    ask_next_en: Mapped[ShopText | None]
    needs_words: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    archived_on: Mapped[dt.date | None]

    @property
    def number(self) -> int:
        """How a card names it: the same for ever, whatever it is called and wherever it stands."""
        return self.id

    @property
    def is_on_card(self) -> bool:
        """Whether a customer can tick it: who sends a card back has answered."""
        return self.code != "no_answer" and self.archived_on is None

    def name(self, language: str) -> str:
        """The reason in one of the shop's two languages."""
        return self.name_nl if language == "nl" else self.name_en

    def ask_next(self, language: str) -> str | None:
        """What to ask when the customer gives this reason."""
        return self.ask_next_nl if language == "nl" else self.ask_next_en


class TextBlock(Base):
    """A text of the shop: a sentence to say, a line on a quote."""

    __tablename__ = "text_block"
    __table_args__ = (UniqueConstraint("code", "language", "form", "name"), one_of("form", FormOfAddress))

    code: Mapped[Code]
    language: Mapped[Code]
    form: Mapped[FormOfAddress] = mapped_column(default=FormOfAddress.U)
    name: Mapped[ShopText] = mapped_column(default="")
    body: Mapped[ShopText]


def rate_on(rates: list[VatRate], code: VatCode, day: dt.date) -> Decimal:
    """The percentage of a rate on a day; nothing where no btw is charged."""
    fitting = [rate for rate in rates if rate.code is code and rate.valid_from <= day]
    return max(fitting, key=lambda rate: rate.valid_from).percent if fitting else Decimal(0)


def _first_in(language: str, *, nl: str, en: str) -> str:
    return (nl or en) if language == "nl" else (en or nl)
