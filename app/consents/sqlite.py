"""What the database itself refuses about answers, whichever program writes there.

What was said stays as it was said. A row may move to another card or person, as in a merge, and go with a
card from the bin, or with somebody who is no longer there. What nobody noted (the program itself concluded
it, when two cards became one) can be taken back.
"""

from sqlalchemy import Connection

_TRIGGERS = {
    "consent_stays_as_it_was_said": """
        BEFORE UPDATE OF channel, answer, answered_on, how, wording, noted_at ON consent
        BEGIN SELECT RAISE(ABORT, 'an answer is never changed: note a newer one'); END
    """,
    "consent_stays_with_its_card": """
        BEFORE DELETE ON consent
        WHEN OLD.noted_by_id IS NOT NULL
            AND EXISTS (SELECT 1 FROM relation WHERE id = OLD.relation_id AND deleted_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM contact_person WHERE id = OLD.person_id AND left_on IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, 'an answer stays as long as its card is in the box'); END
    """,
}


def install(connection: Connection) -> None:
    """Make the triggers anew; safe to do at every upgrade, also of a database that has no answers yet."""
    found = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'consent'"
    if connection.exec_driver_sql(found).first() is None:
        return
    remove(connection)
    for name, definition in _TRIGGERS.items():
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {definition}")


def remove(connection: Connection) -> None:
    """Take the triggers away, so that tables can be rebuilt."""
    for name in _TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
