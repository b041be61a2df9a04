"""Where Kaartenbak keeps what it must not lose, readable only by the one who runs it."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from app.backup.copies import write_through
from app.core.database import sqlite_url
from app.core.words import _
from app.server.trouble import CannotOpen

KEY_BYTES = 32
SYNCED = ("dropbox", "onedrive", "google drive", "googledrive", "icloud", "nextcloud", "owncloud")


@dataclass(frozen=True)
class DataFolder:
    """The folder of one shop; the demo has one of its own inside it, so that they can never mix."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "kaartenbak.db"

    @property
    def copies(self) -> Path:
        return self.path / "copies"

    @property
    def lock(self) -> Path:
        return self.path / "running"

    @property
    def log(self) -> Path:
        return self.path / "kaartenbak.log"

    @property
    def looks_synced(self) -> bool:
        """Whether another program carries the folder to other computers, which can spoil an open database."""
        return any(name in part.lower() for part in self.path.parts for name in SYNCED)

    def make(self) -> None:
        """Make the folder when it is not there; all files that follow are for its own user only."""
        os.umask(0o077)
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            if not any(self.path.iterdir()):
                self.path.chmod(0o700)
            for file in self.path.glob("kaartenbak.*"):
                file.chmod(0o600)
        except OSError as error:
            raise CannotOpen(
                _("Kaartenbak cannot write in the folder %(folder)s.", folder=self.path),
                [_("Let KAARTENBAK_DATA name a folder where you may write, and start again."), str(error)],
            ) from error

    def settings(self) -> dict[str, Any]:
        """What create_app needs to know; debugging is off whatever the environment says."""
        return {
            "DATABASE_URL": sqlite_url(self.database),
            "DATA_FOLDER": str(self.path),
            "SECRET_KEY": self._secret_key(),
            "DEBUG": False,
        }

    def _secret_key(self) -> str:
        path = self.path / "secret-key"
        if path.exists() and path.stat().st_size >= 2 * KEY_BYTES:
            path.chmod(0o600)
            return path.read_text()
        half_written = path.with_suffix(".part")
        half_written.unlink(missing_ok=True)
        half_written.touch(mode=0o600)
        half_written.write_text(secrets.token_hex(KEY_BYTES))
        write_through(half_written)
        half_written.replace(path)
        return path.read_text()


def find_data_folder(*, is_demo: bool = False) -> DataFolder:
    """The folder that KAARTENBAK_DATA names, or else the usual place on this system."""
    named = os.environ.get("KAARTENBAK_DATA")
    path = Path(named).expanduser().absolute() if named else user_data_path("kaartenbak", appauthor=False)
    return DataFolder(path / "demo" if is_demo else path)
