"""How much a browser loads to show the list for the first time: all together 60 kB, the fonts apart."""

import re
from datetime import timedelta

from app.core import assets, clock
from app.core.database import Session
from app.core.pages import PAGE_SIZE
from app.relations.actions import put_labels
from app.relations.models import Nature, Region, Stage
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_address, make_person, make_phone, make_relation, make_saved_list

MOST = 60_000


def test_the_list_with_all_that_it_loads_stays_small(session: Session, client: Client, bram: User) -> None:
    furnish(session, bram)

    page = client.get("/relations").text

    assert page.count('href="tel:') == PAGE_SIZE
    parts = {"the page": len(page.encode())} | {name: size_of(name) for name in loaded_by(page)}
    assert sum(parts.values()) <= MOST, "\n".join(f"{size:>7} {name}" for name, size in parts.items())


def test_all_that_is_loaded_is_counted(session: Session, client: Client, bram: User) -> None:
    furnish(session, bram)

    loaded = loaded_by(client.get("/relations").text)

    assert {"css/app.css", "css/features/lists.css", "js/app.js", "icons/search.svg", "favicon.svg"} <= loaded
    assert {"js/behaviours/keys.js", "js/behaviours/submits.js"} <= loaded
    assert not {"css/features/quotes.css", "js/behaviours/roll.js", "js/behaviours/suggest.js"} & loaded


def furnish(session: Session, bram: User) -> None:
    """More than a page of ordinary cards, with labels, regions and lists to choose from."""
    for number in range(6):
        session.add(Region(name=f"Bollenstreek {number}"))
        make_saved_list(session, f"Lang niet gesproken {number}", query=f"kind=old&spoken=12&region={number}")
    for number in range(PAGE_SIZE + 5):
        card = make_relation(
            session,
            f"Schildersbedrijf Van der Plas {number}",
            nature=Nature.ORGANISATION,
            stage=Stage.CURRENT,
            is_supplier=number % 10 == 0,
            regular_staff_id=bram.id,
            last_spoken_on=clock.today() - timedelta(days=number),
        )
        make_person(session, card)
        make_phone(session, card, f"071 012 34 {number:02d}")
        make_address(session, card)
        put_labels(session, card, [f"Buitenwerk {number % 12}"])


def loaded_by(page: str) -> set[str]:
    """The styles, scripts and drawings that this page makes a browser load."""
    asked = re.findall(r'(?:href|src)="/static/[0-9a-f]+/([^"#]+)', page)
    found = {name for name in asked if not name.startswith("fonts/")}
    waiting = [name for name in found if name.endswith(".js")]
    while waiting:
        script = content_of(waiting.pop()).decode()
        imported = re.findall(r'import"\./([^"]+)"', script)
        when_needed = re.findall(r'\["([a-z-]+)","([^"]+)"\]', script)
        imported += [f"behaviours/{name}.js" for name, what in when_needed if is_there(what, page)]
        for name in imported:
            if f"js/{name}" not in found:
                found.add(f"js/{name}")
                waiting.append(f"js/{name}")
    return found


def is_there(selector: str, page: str) -> bool:
    """Whether something on the page has what a behaviour listens for; nobody has gone anywhere yet."""
    return ":focus" not in selector and any(
        re.search(rf"\s{attribute}\b", page) for attribute in re.findall(r"\[([a-z-]+)", selector)
    )


def size_of(name: str) -> int:
    """How many bytes go to the browser."""
    return len(content_of(name))


def content_of(name: str) -> bytes:
    """An asset as it is sent."""
    asset = assets.find(name)
    assert asset, name
    return asset.content
