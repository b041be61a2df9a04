"""The doctor sees what no constraint of the database can, and says what to get where something is missing."""

from pathlib import Path

import pytest

from app.core.clock import now
from app.core.database import Session
from app.server import doctor
from app.server.data_folder import DataFolder
from app.server.doctor import examine_card_box, examine_computer
from app.server.opening import open_card_box
from app.timeline.models import Happening
from app.users.models import User
from tests.factories import make_person, make_phone, make_quote, make_relation, make_task


def complaints(session: Session) -> list[str]:
    """What is the matter with the card box."""
    session.commit()
    return [finding.what for finding in examine_card_box(session) if finding.remedy]


def test_a_sound_card_box_gives_nothing_to_complain_about(session: Session, bram: User) -> None:
    relation = make_relation(session)
    quote = make_quote(session, relation)
    make_phone(session, relation, person=make_person(session, relation))
    make_task(session, relation, bram, about="quote", about_id=quote.id)

    assert complaints(session) == []


def test_a_task_about_a_quote_that_is_gone_is_found(session: Session, bram: User) -> None:
    make_task(session, make_relation(session), bram, about="quote", about_id=999)

    assert complaints(session) == ["1 rows in task are about a quote that is not there."]


def test_a_happening_about_a_table_that_never_was_is_found(session: Session) -> None:
    relation = make_relation(session)
    session.add(Happening(relation=relation, at=now(), what="made", about="nothing", about_id=1))

    assert complaints(session) == ["1 rows in happening are about a nothing that is not there."]


def test_a_phone_of_a_person_on_another_card_is_found(session: Session) -> None:
    stranger = make_person(session, make_relation(session, name="Somebody else"))
    make_phone(session, make_relation(session), person=stranger)

    assert complaints(session) == ["1 rows in contact_detail name a person of another card."]


def test_this_computer_has_all_that_the_tests_need(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    open_card_box(folder)

    assert [finding for finding in examine_computer(folder) if finding.remedy] == []


def test_looking_does_not_make_a_card_box(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "not there")

    examine_computer(folder)

    assert not folder.path.exists()


def test_a_library_that_is_missing_is_named_with_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "PAPER_LIBRARIES", {"Pango": ("libnothing.so",)})
    monkeypatch.setattr(doctor, "ONE_SHEET", "raise SystemExit(1)")

    [finding] = [each for each in examine_computer(DataFolder(tmp_path)) if each.remedy]

    assert finding.what == "PDFs cannot be made: Pango is missing."
    assert "libpangoft2-1.0-0" in str(finding.remedy)


def test_a_damaged_card_box_is_named(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.database.write_text("Dear diary")

    assert any("is damaged" in finding.what for finding in examine_computer(folder))
