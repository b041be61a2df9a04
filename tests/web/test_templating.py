"""What the templates lean on: addresses of assets, the look of this laptop, the macros of a form."""

import re

from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField, StringField
from wtforms.validators import InputRequired

from app.core import assets
from app.core.forms import Form, RadioField
from app.web.templating import pieces, static_url, this_page
from tests.conftest import Client


class Line(Form):
    what = StringField("What", [InputRequired("Say what it is.")])


class Card(Form):
    name = StringField("Name", [InputRequired("Type a name.")], description="As they say it themselves.")
    kind = RadioField("Kind", choices=[("old", "Old")], needed="Choose one.")
    lines = FieldList(FormField(Line), min_entries=1)


def form_with_mistakes() -> Card:
    form = Card(MultiDict({"name": "", "lines-0-what": ""}))
    assert not form.validate()
    return form


def test_an_asset_may_be_kept_for_ever_under_its_own_version(app: Flask, anonymous: Client) -> None:
    with app.test_request_context():
        address = static_url("css/app.css")

    answer = anonymous.get(address)

    assert answer.status_code == 200
    assert answer.content_type == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, immutable, max-age=31536000"


def test_an_old_page_gets_the_new_asset_but_may_not_keep_it(anonymous: Client) -> None:
    answer = anonymous.get("/static/0123456789ab/css/app.css")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


def test_no_file_outside_the_list_is_served(anonymous: Client) -> None:
    for path in ("..%2fpyproject.toml", "css/../../pyproject.toml", "%2e%2e/app/__init__.py", "css"):
        assert anonymous.get(f"/static/{assets.version()}/{path}").status_code == 404, path


def test_this_page_keeps_the_other_questions(app: Flask) -> None:
    with app.test_request_context(f"/static/{assets.version()}/css/app.css?kind=old&tag=a&tag=b&page=2"):
        address = this_page(page=3, kind=None)

    assert address.endswith("/css/app.css?tag=a&tag=b&page=3")


def test_the_look_of_this_laptop_stands_on_the_page_and_nonsense_does_not(app: Flask) -> None:
    page = '{{ look("theme") }} {{ look("density") }}'
    with app.test_request_context(headers={"Cookie": 'theme=dark; density="><script>'}):
        assert render_template_string(page) == "dark None"


def test_what_is_wrong_stands_at_the_box_and_once_on_top(app: Flask) -> None:
    with app.test_request_context():
        page = render_template_string(
            '{% from "macros/forms.html" import field, mistakes %}'
            "{{ mistakes(form) }}{{ field(form.name) }}{{ field(form.kind) }}{{ field(form.lines[0].what) }}",
            form=form_with_mistakes(),
        )

    for link in ('<a href="#name">', '<a href="#kind">', '<a href="#lines-0-what">'):
        assert page.count(link) == 1
    assert re.findall(r">([^<]+)</a>(, |\.\s)", page) == [("Name", ", "), ("Kind", ", "), ("What", ". ")]
    assert 'aria-describedby="name-hint name-error" aria-invalid="true"' in page
    assert '<p class="field__error" id="lines-0-what-error">Say what it is.</p>' in page


def test_an_address_goes_on_after_its_at_sign_and_dots_and_not_within_a_word() -> None:
    assert pieces("maria@devries.example") == ["maria@", "devries.", "example"]
    assert pieces("Touwbaan 4, by hand.") == ["Touwbaan 4, by hand."]


def test_what_people_type_is_never_read_as_html(app: Flask) -> None:
    with app.test_request_context():
        page = render_template_string(
            '{% from "macros/numbers.html" import number_block %}{{ number_block(text, text, text) }}',
            text='"><script>alert(1)</script>',
        )

    assert page.count("&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;") == 5
    assert "<script>" not in page


def test_the_menu_shows_where_you_are(client: Client) -> None:
    page = client.get("/quotes").text

    tabs = re.findall(r'<li><a class="plain" href="([^"]+)" (aria-current="page")?>([^<]+)</a>', page)
    words = [word for _address, _here, word in tabs]
    assert words == ["Today", "Relations", "Quotes", "Complaints and mistakes", "Print", "Settings"]
    assert [address for address, here, _word in tabs if here] == ["/quotes"]


def test_keeping_a_list_is_part_of_the_relations(client: Client) -> None:
    page = client.get("/lists/keep?kind=old").text

    assert re.findall(r'href="([^"]+)" aria-current="page"', page) == ["/relations"]
