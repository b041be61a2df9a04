"""Where a page may lead on to: only ever to a page of our own."""

UNSAFE = {chr(code) for code in (*range(0x21), 0x7F)} | {"\\"}


def own_path(wanted: str | None, otherwise: str = "/") -> str:
    """The wanted address when it is a path of ours and nothing that a browser could read as elsewhere."""
    is_own = wanted is not None and wanted.startswith("/") and not wanted.startswith("//")
    return wanted if wanted and is_own and not UNSAFE.intersection(wanted) else otherwise
