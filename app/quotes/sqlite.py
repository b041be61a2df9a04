"""Keeps with each quote where it stands, whichever program writes: its end, its last step, its sum.

Lists count and sort by these columns of `quote`. What they hold is in the versions and the outcomes; kept
beside each other in one row they can be read from an index, however many quotes there are.
"""

from sqlalchemy import Connection

# Of the quote with the id in {quote}: its current outcome, and until there is one its current version.
_STANDING = """
    UPDATE quote SET (decision, last_step_on, total, total_ex) = (
        SELECT o.decision, coalesce(o.decided_on, quote.first_sent_on),
            coalesce(o.total, v.total, 0), coalesce(o.total_ex, v.total_ex, 0)
        FROM (SELECT 1)
        LEFT JOIN quote_version AS v ON v.quote_id = quote.id AND v.no = quote.version_no
        LEFT JOIN quote_outcome AS o ON o.quote_id = quote.id AND o.superseded_at IS NULL
    )
"""
_OF_QUOTE = f"BEGIN {_STANDING} WHERE id = NEW.id; END"
_OF_PART = f"BEGIN {_STANDING} WHERE id = NEW.quote_id; END"
_TRIGGERS = {
    "quote_stands_when_made": f"AFTER INSERT ON quote {_OF_QUOTE}",
    "quote_stands_when_sent": f"AFTER UPDATE OF version_no, first_sent_on ON quote {_OF_QUOTE}",
    "quote_stands_with_version": f"AFTER INSERT ON quote_version {_OF_PART}",
    "quote_stands_with_sums": f"AFTER UPDATE OF no, total, total_ex ON quote_version {_OF_PART}",
    "quote_stands_with_outcome": f"AFTER INSERT ON quote_outcome {_OF_PART}",
    "quote_stands_with_other_end": "AFTER UPDATE OF decision, decided_on, total, total_ex, superseded_at"
    f" ON quote_outcome {_OF_PART}",
    "quote_stands_without_outcome": "AFTER DELETE ON quote_outcome"
    f" BEGIN {_STANDING} WHERE id = OLD.quote_id; END",
}


def install(connection: Connection) -> None:
    """Make the triggers anew; safe to do at every upgrade, also of a database without these columns."""
    remove(connection)
    found = "SELECT 1 FROM pragma_table_info('quote') WHERE name = 'last_step_on'"
    if connection.exec_driver_sql(found).first() is None:
        return
    for name, definition in _TRIGGERS.items():
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {definition}")


def remove(connection: Connection) -> None:
    """Take the triggers away, so that tables can be rebuilt."""
    for name in _TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
