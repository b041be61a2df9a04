"""Kaartenbak for another server than its own: `application` serves the card box of the one who runs it."""

from app import create_app
from app.server.data_folder import find_data_folder
from app.server.opening import open_card_box

folder = find_data_folder()
folder.make()
open_card_box(folder)
application = create_app(folder.settings())
