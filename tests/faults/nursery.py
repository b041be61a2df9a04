"""Kaartenbak in a process of its own, again and again, without reading the program anew each time.

`python -m tests.faults.nursery` reads the options of one start a line, and forks.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

from app import cli, create_app
from app.server.data_folder import DataFolder
from app.server.opening import open_card_box
from app.server.way_in import first_page


def main() -> None:
    """Have everything in memory, then bear one server after the other."""
    with tempfile.TemporaryDirectory() as nowhere:
        folder = DataFolder(Path(nowhere))
        open_card_box(folder)
        app = create_app(folder.settings())
        app.test_client().get(first_page(app, is_demo=False))
        app.extensions["database"].dispose()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(cli.main(["run", "--no-browser", *json.loads(line)]))
        sys.stdout.write(f"born {child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
