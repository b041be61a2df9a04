"""Two programs on one card box, against all intentions: they take turns, and no number is given out twice."""

import subprocess
import sys
from pathlib import Path

from app.core.database import Session, make_engine, sqlite_url
from app.core.migrations import PROJECT
from app.quotes.numbering import next_serial
from app.server.data_folder import DataFolder
from app.server.opening import open_card_box

EACH = 200
GIVE_OUT = f"""
import pathlib, sys
from app.core.database import Session, make_engine, sqlite_url, take_write_lock
from app.quotes.numbering import next_serial
engine = make_engine(sqlite_url(pathlib.Path(sys.argv[1])))
for _ in range({EACH}):
    with Session(engine) as session:
        take_write_lock(session)
        print(next_serial(session, 2026))
        session.commit()
"""


def test_two_programs_give_out_four_hundred_different_numbers(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    open_card_box(folder)
    command = [sys.executable, "-c", GIVE_OUT, str(folder.database)]
    both = [
        subprocess.Popen(  # noqa: S603
            command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    answers = [program.communicate(timeout=60) for program in both]

    assert [errors for _, errors in answers] == ["", ""]
    given = [int(number) for numbers, _ in answers for number in numbers.split()]
    assert sorted(given) == list(range(1, 2 * EACH + 1))
    with Session(make_engine(sqlite_url(folder.database))) as session:
        assert next_serial(session, 2026) == 2 * EACH + 1
