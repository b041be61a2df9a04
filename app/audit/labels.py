"""What tables, columns, states and deeds are called for people, in the language of the reader."""

from app.core.words import pgettext

# What the program keeps for itself: nobody typed it, so nobody needs to read that it changed.
UNTOLD_TABLES = frozenset({"happening", "imported_card", "not_double", "stage_change"})
UNTOLD_WHEN_NEW = frozenset({"quote_version"})
UNTOLD_COLUMNS = frozenset(
    {
        *(
            "id",
            "relation_id",
            "quote_id",
            "version_id",
            "outcome_id",
            "batch_id",
            "pdf_id",
            "position",
            "key",
            "no",
        ),
        *(
            "made_at",
            "made_by_id",
            "noted_at",
            "noted_by_id",
            "done_by_id",
            "sent_by_id",
            "asked_by_id",
            "by_id",
        ),
        *("stage_source", "stage_since", "stage_asked_on", "region_by_hand", "deleted_at", "erased_at"),
        *("merged_into_id", "same_as_id", "copied_from_id", "superseded_at", "version_no", "year", "serial"),
        *(
            "task.about",
            "about_id",
            "is_sales",
            "url",
            "charges_vat",
            "vat_per_line",
            "ask_state",
            "vat_code",
        ),
    }
)


def deed_name(what: str) -> str:
    """What somebody did, as the heading of a line in the history."""
    return {
        "relation.add": pgettext("history", "Card made"),
        "relation.edit": pgettext("history", "Card changed"),
        "relation.discard": pgettext("history", "Card put in the bin"),
        "relation.restore": pgettext("history", "Card taken out of the bin"),
        "list.keep": pgettext("history", "List kept"),
        "list.rename": pgettext("history", "List renamed"),
        "list.forget": pgettext("history", "List forgotten"),
        "list.change": pgettext("history", "Several cards changed together"),
        "list.discard": pgettext("history", "Several cards put in the bin"),
        "relation.merge": pgettext("history", "Two cards made one"),
        "relation.two": pgettext("history", "Looked at: these are two, not one"),
        "relation.wipe": pgettext("history", "Wiped from the bin"),
        "relation.rhythm": pgettext("history", "Worked out how often they are spoken to"),
        "relation.stage": pgettext("history", "Kind of customer changed"),
        "relation.still_current": pgettext("history", "Still a current customer"),
        "consent.note": pgettext("history", "Consent noted"),
        "consent.take_back": pgettext("history", "Consent taken back"),
        "relation.bought": pgettext("history", "Something bought"),
        "region.add": pgettext("history", "Region drawn"),
        "region.change": pgettext("history", "Region changed"),
        "region.move": pgettext("history", "Order of regions changed"),
        "region.remove": pgettext("history", "Region taken away"),
        "relation.region": pgettext("history", "Region chosen"),
        "conversation.note": pgettext("history", "Conversation noted"),
        "task.plan": pgettext("history", "Task planned"),
        "task.done": pgettext("history", "Task done"),
        "task.hand_over": pgettext("history", "Task handed over"),
        "task.later": pgettext("history", "Task put off"),
        "task.not_reached": pgettext("history", "Nobody answered"),
        "quote.start": pgettext("history", "Quote begun"),
        "quote.change": pgettext("history", "Quote changed"),
        "quote.copy": pgettext("history", "Quote copied"),
        "quote.discard": pgettext("history", "Draft of a quote thrown away"),
        "quote.new_version": pgettext("history", "New version of a quote made"),
        "mistake.note": pgettext("history", "Mistake noted"),
        "mistake.change": pgettext("history", "Mistake changed"),
        "mistake.discuss": pgettext("history", "Mistake talked over"),
        "mistake.done": pgettext("history", "What we agreed is done"),
        "quote.extend": pgettext("history", "Quote extended"),
        "quote.replied": pgettext("history", "Customer replied to a quote"),
        "quote.close": pgettext("history", "Quote closed without an answer"),
        "quote.send": pgettext("history", "Quote sent"),
        "quote.accept": pgettext("history", "Quote accepted"),
        "quote.explain": pgettext("history", "What decided a yes noted"),
        "quote.decline": pgettext("history", "Quote declined"),
        "quote.ask_why": pgettext("history", "Reason asked in writing"),
        "quote.answer": pgettext("history", "Reason for declining noted"),
        "quote.withdraw": pgettext("history", "Quote withdrawn"),
        "quote.reopen": pgettext("history", "Quote opened again"),
        "complaint.receive": pgettext("history", "Complaint noted"),
        "complaint.change": pgettext("history", "Complaint changed"),
        "complaint.decide": pgettext("history", "Decided what we do about a complaint"),
        "complaint.answer": pgettext("history", "Customer told about the complaint"),
        "complaint.reopen": pgettext("history", "Complaint opened again"),
        "wish.add": pgettext("history", "Wish noted"),
        "wish.change": pgettext("history", "Wish changed"),
        "wish.rename_topic": pgettext("history", "Topic of wishes renamed"),
        "letterhead.change": pgettext("history", "Our letters changed"),
        "letterhead.remove_logo": pgettext("history", "Logo taken off our letters"),
        "letterhead.remove_terms": pgettext("history", "General terms taken away"),
        "exchange.read_in": pgettext("history", "Read in from a file"),
        "audit.undo": pgettext("history", "Undone"),
    }.get(what, pgettext("history", "Changed"))


def thing_name(table: str, kind: str | None = None) -> str:
    """What a row is; `kind` tells numbers from mail addresses and websites."""
    if table == "contact_detail":
        return {
            "phone": pgettext("history", "Telephone number"),
            "email": pgettext("history", "Mail address"),
            "website": pgettext("history", "Website"),
        }[kind or "phone"]
    return {
        "relation": pgettext("history", "Card"),
        "contact_person": pgettext("history", "Contact person"),
        "relation_tag": pgettext("history", "Label"),
        "address": pgettext("history", "Address"),
        "social_account": pgettext("history", "Social account"),
        "interaction": pgettext("history", "Conversation"),
        "task": pgettext("history", "Task"),
        "quote": pgettext("history", "Quote"),
        "quote_version": pgettext("history", "Text of the quote"),
        "quote_line": pgettext("history", "Line of the quote"),
        "quote_outcome": pgettext("history", "Outcome of the quote"),
        "chosen_line": pgettext("history", "Choice of the customer"),
        "mistake": pgettext("history", "Mistake"),
        "outcome_reason": pgettext("history", "Reason that counted too"),
        "tag": pgettext("history", "Label of the shop"),
        "competitor": pgettext("history", "Other shop"),
        "region": pgettext("history", "Region"),
        "region_range": pgettext("history", "Postcodes of the region"),
        "consent": pgettext("history", "Consent"),
        "complaint": pgettext("history", "Complaint"),
        "wish": pgettext("history", "Wish"),
        "staff_member": pgettext("history", "Staff member"),
        "shop_branch": pgettext("history", "Our branch"),
        "product_group": pgettext("history", "Product group"),
        "rejection_reason": pgettext("history", "Reason for declining"),
        "import_batch": pgettext("history", "Reading in"),
    }.get(table, pgettext("history", "Settings"))


def is_told(table: str, column: str) -> bool:
    """Whether people want to read that this changed."""
    return column not in UNTOLD_COLUMNS and f"{table}.{column}" not in UNTOLD_COLUMNS


def column_name(table: str, column: str) -> str:
    """What is written in a column, in small letters."""
    names = _column_names()
    return names.get(f"{table}.{column}") or names[column]


def value_name(table: str, column: str, value: str) -> str:
    """A state in words."""
    names = _value_names()
    return names.get(f"{table}.{column}", names.get(column, {})).get(value, value)


def _column_names() -> dict[str, str]:
    return {
        **_names_of_cards(),
        **_names_of_talks_and_tasks(),
        **_names_of_complaints_and_wishes(),
        **_names_of_quotes(),
    }


def _names_of_cards() -> dict[str, str]:
    return {
        "nature": pgettext("history", "person or organisation"),
        "name": pgettext("history", "name"),
        "story": pgettext("history", "story"),
        "good_to_know": pgettext("history", "good to know"),
        "star": pgettext("history", "extra attention"),
        "language": pgettext("history", "language of papers"),
        "stage": pgettext("history", "kind of customer"),
        "first_purchase_on": pgettext("history", "first purchase"),
        "last_purchase_on": pgettext("history", "last purchase"),
        "is_supplier": pgettext("history", "supplier"),
        "is_agency": pgettext("history", "agency"),
        "is_sole_trader": pgettext("history", "one person's own business"),
        "relation.about": pgettext("history", "what we need them for"),
        "our_reference": pgettext("history", "our number with them"),
        "counter_hours": pgettext("history", "when their counter is open"),
        "is_emergency": pgettext("history", "on the sheet with emergency numbers"),
        "chamber_number": pgettext("history", "KVK number"),
        "vat_id": pgettext("history", "btw id"),
        "regular_staff_id": pgettext("history", "looked after by"),
        "chosen_region_id": pgettext("history", "region by hand"),
        "came_through_id": pgettext("history", "came through"),
        "source": pgettext("history", "where we have it from"),
        "restricted_on": pgettext("history", "left in peace since"),
        "tag_id": pgettext("history", "label"),
        "salutation": pgettext("history", "title"),
        "initials": pgettext("history", "initials"),
        "first_name": pgettext("history", "first name"),
        "infix": pgettext("history", "infix"),
        "last_name": pgettext("history", "last name"),
        "call_me": pgettext("history", "is called"),
        "name_rule": pgettext("history", "way of writing the name"),
        "job": pgettext("history", "role there"),
        "best_time": pgettext("history", "best time to ring"),
        "note": pgettext("history", "note"),
        "form": pgettext("history", "form of address"),
        "left_on": pgettext("history", "left on"),
        "person_id": pgettext("history", "contact person"),
        "kind": pgettext("history", "kind"),
        "given": pgettext("history", "number or address"),
        "label": pgettext("history", "what it is"),
        "network": pgettext("history", "network"),
        "handle": pgettext("history", "name there"),
        "is_public_business": pgettext("history", "is of the business"),
        "street": pgettext("history", "street"),
        "house_number": pgettext("history", "house number"),
        "suffix": pgettext("history", "addition"),
        "postcode": pgettext("history", "postcode"),
        "place": pgettext("history", "place"),
        "country": pgettext("history", "country"),
        "in_charge_id": pgettext("history", "who is in charge there"),
        "closed_on": pgettext("history", "closed on"),
        "answer": pgettext("history", "answer"),
        "answered_on": pgettext("history", "answered on"),
        "how": pgettext("history", "how"),
        "wording": pgettext("history", "what was asked in words"),
    }


def _names_of_talks_and_tasks() -> dict[str, str]:
    return {
        "at": pgettext("history", "when"),
        "channel": pgettext("history", "way"),
        "is_reached": pgettext("history", "reached"),
        "their_words": pgettext("history", "what the customer said"),
        "agreed": pgettext("history", "what we agreed"),
        "reason": pgettext("history", "reason"),
        "words": pgettext("history", "what to do"),
        "sentence": pgettext("history", "sentence to say"),
        "due_on": pgettext("history", "day"),
        "due_time": pgettext("history", "time"),
        "promised_since": pgettext("history", "promised since"),
        "responsible_id": pgettext("history", "whose turn it is"),
        "handed_by_id": pgettext("history", "handed over by"),
        "hand_over_note": pgettext("history", "note with it"),
        "tries": pgettext("history", "times tried"),
        "done_at": pgettext("history", "done"),
        "ended": pgettext("history", "how it ended"),
    }


def _names_of_complaints_and_wishes() -> dict[str, str]:
    return {
        "received_on": pgettext("history", "day of the complaint"),
        "wanted": pgettext("history", "what the customer wants"),
        "answer_by": pgettext("history", "answer by"),
        "what_we_do": pgettext("history", "what we do about it"),
        "solved_on": pgettext("history", "solved on"),
        "told_on": pgettext("history", "told the customer on"),
        "settles_for": pgettext("history", "what they settle for"),
        "topic": pgettext("history", "what it is about"),
        "noted_on": pgettext("history", "noted on"),
        "done_on": pgettext("history", "done on"),
        "happened_on": pgettext("history", "happened on"),
        "discussed_on": pgettext("history", "talked over on"),
    }


def _names_of_quotes() -> dict[str, str]:
    return {
        "subject": pgettext("history", "subject"),
        "status": pgettext("history", "state"),
        "price_kind": pgettext("history", "kind of price"),
        "prices_include_vat": pgettext("history", "prices include btw"),
        "asked_on": pgettext("history", "asked on"),
        "first_sent_on": pgettext("history", "sent on"),
        "valid_until": pgettext("history", "valid until"),
        "shop_branch_id": pgettext("history", "our branch"),
        "asked": pgettext("history", "what was asked"),
        "proposed": pgettext("history", "what we propose"),
        "delivery": pgettext("history", "delivery"),
        "payment": pgettext("history", "payment"),
        "excluded": pgettext("history", "what is not included"),
        "closing": pgettext("history", "closing words"),
        "discussed_at_home": pgettext("history", "discussed at the customer’s home"),
        "terms_enclosed": pgettext("history", "general terms enclosed"),
        "legal": pgettext("history", "legal texts"),
        "address": pgettext("history", "address on the paper"),
        "discount_percent": pgettext("history", "discount percentage"),
        "discount_amount": pgettext("history", "discount"),
        "total_ex": pgettext("history", "total without btw"),
        "total_vat": pgettext("history", "btw"),
        "total": pgettext("history", "total"),
        "sent_at": pgettext("history", "sent"),
        "sent_how": pgettext("history", "how it was sent"),
        "sent_to": pgettext("history", "sent to"),
        "description": pgettext("history", "description"),
        "quantity": pgettext("history", "quantity"),
        "unit": pgettext("history", "unit"),
        "price": pgettext("history", "price"),
        "vat_percent": pgettext("history", "btw percentage"),
        "product_group_id": pgettext("history", "product group"),
        "choice": pgettext("history", "choice"),
        "is_chosen": pgettext("history", "chosen"),
        "line_id": pgettext("history", "line of the quote"),
        "decision": pgettext("history", "decision"),
        "days_to_quote": pgettext("history", "days until it was sent"),
        "their_price": pgettext("history", "price of the other shop"),
        "answer_next": pgettext("history", "what they said next"),
        "lesson": pgettext("history", "what we learn from it"),
        "decided_on": pgettext("history", "decided on"),
        "ask_by_id": pgettext("history", "who asks the reason"),
        "ask_on": pgettext("history", "to ask on"),
        "main_reason_id": pgettext("history", "main reason"),
        "reason_id": pgettext("history", "reason"),
        "said_by": pgettext("history", "who says so"),
        "customer_words": pgettext("history", "in the customer's words"),
        "bought_elsewhere": pgettext("history", "bought somewhere else"),
        "competitor_id": pgettext("history", "other shop"),
        "price_difference": pgettext("history", "difference in price"),
        "could_have_done": pgettext("history", "what we could have done"),
        "call_again_on": pgettext("history", "call again on"),
        "withdrawn_why": pgettext("history", "why it was withdrawn"),
        "superseded_why": pgettext("history", "why it was corrected"),
    }


def _value_names() -> dict[str, dict[str, str]]:
    return {
        "nature": {
            "organisation": pgettext("history", "organisation"),
            "private": pgettext("history", "person or family"),
        },
        "stage": {
            "potential": pgettext("history", "potential customer"),
            "current": pgettext("history", "current customer"),
            "old": pgettext("history", "old customer"),
        },
        "language": {"nl": pgettext("history", "Dutch"), "en": pgettext("history", "English")},
        "salutation": {"ms": pgettext("history", "Ms"), "mr": pgettext("history", "Mr")},
        "name_rule": {
            "nl": pgettext("history", "the Dutch way"),
            "be": pgettext("history", "the Belgian way"),
        },
        "form": {"u": pgettext("history", "u"), "je": pgettext("history", "je")},
        "contact_detail.kind": {
            "phone": pgettext("history", "telephone"),
            "email": pgettext("history", "mail"),
            "website": pgettext("history", "website"),
        },
        "address.kind": {
            "visit": pgettext("history", "to visit"),
            "post": pgettext("history", "for post"),
            "delivery": pgettext("history", "for deliveries"),
            "invoice": pgettext("history", "for bills"),
        },
        "channel": {
            "phone": pgettext("history", "telephone"),
            "shop": pgettext("history", "in the shop"),
            "visit": pgettext("history", "visit"),
            "mail": pgettext("history", "mail"),
            "message": pgettext("history", "message"),
            "letter": pgettext("history", "letter"),
        },
        "consent.channel": {
            "phone": pgettext("history", "ringing"),
            "email": pgettext("history", "mailing"),
            "message": pgettext("history", "sending messages"),
            "post": pgettext("history", "sending post"),
        },
        "answer": {"yes": pgettext("history", "yes"), "no": pgettext("history", "no")},
        "reason": {
            "answer_complaint": pgettext("history", "answer a complaint"),
            "win_back": pgettext("history", "win somebody back"),
            "offer": pgettext("history", "offer something"),
            "call_back": pgettext("history", "call back"),
            "quote_ends": pgettext("history", "the quote ends soon"),
            "ask_why": pgettext("history", "ask the reason"),
            "chase_again": pgettext("history", "ask about the quote once more"),
            "chase_quote": pgettext("history", "ask about the quote"),
            "warn_dearer": pgettext("history", "warn if it gets dearer"),
            "make_quote": pgettext("history", "make a quote"),
            "other": pgettext("history", "something else"),
        },
        "ended": {
            "done": pgettext("history", "done"),
            "dropped": pgettext("history", "not needed any more"),
            "overtaken": pgettext("history", "overtaken by something else"),
        },
        **_values_of_quotes(),
    }


def _values_of_quotes() -> dict[str, dict[str, str]]:
    return {
        "status": {"draft": pgettext("history", "draft"), "sent": pgettext("history", "sent")},
        "price_kind": {
            "fixed": pgettext("history", "fixed price"),
            "guide": pgettext("history", "guide price"),
        },
        "sent_how": {
            "mail": pgettext("history", "by mail"),
            "print": pgettext("history", "on paper, by post"),
            "message": pgettext("history", "by message"),
            "handed_over": pgettext("history", "handed over"),
        },
        "quote_line.kind": {
            "item": pgettext("history", "line with a price"),
            "option": pgettext("history", "option"),
            "alternative": pgettext("history", "alternative"),
            "allowance": pgettext("history", "allowance"),
            "text": pgettext("history", "line of text"),
            "heading": pgettext("history", "heading"),
        },
        "decision": {
            "accepted": pgettext("history", "accepted"),
            "declined": pgettext("history", "declined"),
            "withdrawn": pgettext("history", "withdrawn"),
        },
        "said_by": {
            "customer_said": pgettext("history", "the customer said so"),
            "customer_wrote": pgettext("history", "the customer wrote so"),
            "our_guess": pgettext("history", "we think so"),
        },
    }
