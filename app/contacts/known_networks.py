"""The social networks that Kaartenbak knows: their hosts, their rule for names, what their paths mean. Pure.

A finder gets a link whose host is right, and says whose profile it is: None = a page that is no profile.
Marks from memory, worth a look when a network changes: Pinterest's length, Signal, Google, Marktplaats.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from app.contacts.addresses import read_website
from app.contacts.phone import read_phones
from app.core.words import lazy


@dataclass(frozen=True)
class Link:
    """A web address in the pieces that networks look at."""

    host: str
    path: tuple[str, ...]
    query: dict[str, str]
    fragment: str
    given: str

    @property
    def first(self) -> str:
        """The first part of the path in small letters, or nothing."""
        return self.path[0].casefold() if self.path else ""

    @property
    def is_content(self) -> bool:
        """Whether the path leads on to one message, film or picture of the profile."""
        return any(part.casefold() in CONTENT for part in self.path[1:])


@dataclass(frozen=True)
class Found:
    """A profile: the name on the network, and its address where that cannot be built from the name."""

    handle: str | None
    url: str | None = None


Finder = Callable[[Link], Found | None]


@dataclass(frozen=True)
class Network:
    """One network; `address` builds the way to a profile, `rule` is what its names look like."""

    name: str
    hosts: tuple[str, ...]
    address: str
    rule: str
    find: Finder
    also_called: tuple[str, ...] = ()

    def has_host(self, host: str) -> bool:
        """Whether a host is theirs: compared whole or by its last parts, never as a piece of text."""
        return any(host == own or host.endswith(f".{own}") for own in self.hosts)


def network_of(link: Link) -> str | None:
    """The code of the network that a link leads to, if it is in the dictionary."""
    for code, network in NETWORKS.items():
        if network.has_host(link.host) and IS_ABOUT.get(code, _always)(link):
            return code
    return None


def address_of(code: str, handle: str) -> str | None:
    """The address of a profile; None where a name alone does not lead anywhere."""
    if code == "mastodon":
        user, at, host = handle.partition("@")
        return f"https://{host}/@{quote(user)}" if at and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", host) else None
    if code == "youtube" and re.fullmatch(r"UC[\w-]{22}", handle):
        return f"https://youtube.com/channel/{handle}"
    if code == "telegram" and handle.startswith("+"):
        return f"https://t.me/{handle}"
    address = NETWORKS[code].address
    return f"https://{address.format(quote(handle, safe=':.-_~'))}" if address else None


def _always(link: Link) -> bool:  # noqa: ARG001
    return True


def _named_first(*pages: str, sign: str = "") -> Finder:
    """The name is the first part of the path, unless that is one of the network's own pages."""

    def find(link: Link) -> Found | None:
        if not link.path or link.first in pages or link.is_content or not link.path[0].startswith(sign):
            return None
        return Found(link.path[0].removeprefix("@"))

    return find


def _named_after(*words: str) -> Finder:
    """The name stands after one of these words: /in/name, /add/name."""

    def find(link: Link) -> Found | None:
        if len(link.path) < 2 or link.first not in words or link.is_content:
            return None
        return Found(link.path[1].removeprefix("@"))

    return find


def _facebook(link: Link) -> Found | None:
    if link.first == "profile.php":
        return Found(link.query["id"]) if "id" in link.query else None
    if link.first in {"people", "pages", "p"}:
        number = re.search(r"[0-9]{5,}$", link.path[-1])
        return Found(number[0]) if number else None
    return None if link.first.endswith(".php") else _named_first(*FACEBOOK_PAGES)(link)


def _youtube(link: Link) -> Found | None:
    if link.host == "youtu.be" or not link.path:
        return None
    if link.first.startswith("@"):
        # /videos and /shorts are tabs of the profile here; only a post is one message.
        return None if "post" in link.path else Found(link.path[0].removeprefix("@"))
    if link.first == "channel" and len(link.path) > 1:
        return Found(link.path[1])
    if link.first in {"c", "user"} and len(link.path) > 1:
        return Found(link.path[1], f"https://youtube.com/{link.first}/{quote(link.path[1], safe='')}")
    return None


def _tiktok(link: Link) -> Found | None:
    if link.host in {"vm.tiktok.com", "vt.tiktok.com"} and link.path:
        return Found(None, f"https://{link.host}/{quote(link.path[0], safe='')}")
    return _named_first(sign="@")(link)


def _pinterest(link: Link) -> Found | None:
    if link.host == "pin.it" and link.path:
        return Found(None, f"https://pin.it/{quote(link.path[0], safe='')}")
    return _named_first("pin", "ideas", "search", "explore", "today", "login")(link)


def _snapchat(link: Link) -> Found | None:
    return _named_first()(link) if link.first.startswith("@") else _named_after("add")(link)


def _whatsapp(link: Link) -> Found | None:
    if link.host == "chat.whatsapp.com":
        return None
    if link.first in {"message", "c", "qr"} and len(link.path) == 2:
        return Found(None, f"https://wa.me/{link.first}/{quote(link.path[1], safe='')}")
    number = link.query.get("phone") or link.first
    phones = read_phones(number if number.startswith(("0", "+")) else f"+{number}")
    return Found(phones[0].e164.removeprefix("+")) if len(phones) == 1 and phones[0].e164 else None


def _telegram(link: Link) -> Found | None:
    path = link.path[1:] if link.first == "s" else link.path
    if len(path) != 1 or path[0] in {"joinchat", "share", "c"}:
        return None
    # A plus and letters is an invitation to a group; a plus and digits is somebody's number.
    return None if re.fullmatch(r"\+.*[^0-9+].*", path[0]) else Found(path[0])


def _signal(link: Link) -> Found | None:
    fragment = unquote(link.fragment)
    if number := re.fullmatch(r"p/\+([0-9]{6,15})", fragment):
        return Found(number[1])
    return Found(None, f"https://signal.me/#{fragment}") if re.fullmatch(r"eu/[\w=-]+", fragment) else None


def _google_business(link: Link) -> Found | None:
    url = read_website(link.given)
    return Found(None, url.removesuffix("/review")) if url else None


def _marktplaats(link: Link) -> Found | None:
    if link.first != "u" or len(link.path) < 3 or not re.fullmatch(r"[0-9]+", link.path[2]):
        return None
    slug, number = link.path[1:3]
    return Found(f"{slug}/{number}", f"https://marktplaats.nl/u/{quote(slug, safe='')}/{number}/")


def _is_linkedin_company(link: Link) -> bool:
    return link.first in LINKEDIN_COMPANY


def _is_google_business(link: Link) -> bool:
    if not NETWORKS["google_business"].has_host(link.host) or not re.search(r"(?:^|\.)google\.", link.host):
        return True
    return link.path[:2] == ("maps", "place") or (link.first in {"", "maps"} and "cid" in link.query)


CONTENT: Final = frozenset(
    {
        *(
            "p",
            "reel",
            "reels",
            "stories",
            "story",
            "status",
            "statuses",
            "video",
            "videos",
            "photo",
            "photos",
        ),
        *("post", "posts", "permalink", "activity", "live", "pin"),
    }
)
LINKEDIN_COMPANY: Final = ("company", "showcase", "school")
FACEBOOK_PAGES: Final = (
    *("share", "groups", "watch", "events", "photo", "photos", "reel", "story", "stories", "marketplace"),
    *("sharer", "hashtag", "login", "help", "media", "video", "videos", "permalink", "gaming", "ads"),
)
PINTEREST_HOSTS: Final = (
    *("pinterest.com", "pinterest.nl", "pinterest.be", "pinterest.de", "pinterest.fr", "pinterest.co.uk"),
    "pin.it",
)
INSTAGRAM_PAGES: Final = ("p", "reel", "reels", "stories", "s", "tv", "explore", "direct", "accounts")
INSTAGRAM_NAME: Final = r"(?!.*\.\.)[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?"
X_PAGES: Final = ("i", "home", "search", "hashtag", "intent", "share", "messages", "explore", "settings")
# Networks that share a host with something else.
IS_ABOUT: Final[dict[str, Callable[[Link], bool]]] = {
    "linkedin_person": lambda link: not _is_linkedin_company(link),
    "linkedin_company": _is_linkedin_company,
    "google_business": _is_google_business,
}

NETWORKS: Final[dict[str, Network]] = {
    "instagram": Network(
        "Instagram",
        ("instagram.com", "instagr.am"),
        "instagram.com/{}",
        INSTAGRAM_NAME,
        _named_first(*INSTAGRAM_PAGES),
        also_called=("insta", "ig"),
    ),
    "facebook": Network(
        "Facebook",
        ("facebook.com", "fb.com", "fb.me"),
        "facebook.com/{}",
        r"[A-Za-z0-9.]{5,}",
        _facebook,
        also_called=("fb",),
    ),
    "linkedin_person": Network(
        "LinkedIn",
        ("linkedin.com",),
        "linkedin.com/in/{}",
        r"[\w-]{3,100}",
        _named_after("in", "pub"),
        also_called=("linkedin",),
    ),
    "linkedin_company": Network(
        lazy("LinkedIn (company)"),
        ("linkedin.com",),
        "linkedin.com/company/{}",
        r"[\w&.-]{1,100}",
        _named_after(*LINKEDIN_COMPANY),
    ),
    "x": Network(
        "X",
        ("x.com", "twitter.com"),
        "x.com/{}",
        r"[A-Za-z0-9_]{1,15}",
        _named_first(*X_PAGES),
        also_called=("twitter",),
    ),
    "tiktok": Network("TikTok", ("tiktok.com",), "tiktok.com/@{}", r"[\w.]{2,24}", _tiktok),
    "youtube": Network("YouTube", ("youtube.com", "youtu.be"), "youtube.com/@{}", r"[\w.·-]{3,30}", _youtube),
    "pinterest": Network("Pinterest", PINTEREST_HOSTS, "nl.pinterest.com/{}", r"\w{3,30}", _pinterest),
    "threads": Network(
        "Threads", ("threads.com", "threads.net"), "threads.com/@{}", INSTAGRAM_NAME, _named_first(sign="@")
    ),
    "bluesky": Network(
        "Bluesky",
        ("bsky.app",),
        "bsky.app/profile/{}",
        r"(?:[\w-]+\.)+\w{2,}|did:[a-z]+:[\w.:-]+",
        _named_after("profile"),
        also_called=("bsky",),
    ),
    # Every Mastodon server has its own host: such links are known by the look of their path.
    "mastodon": Network("Mastodon", (), "", r"[\w.-]+@(?:[\w-]+\.)+\w{2,}", _named_first()),
    "snapchat": Network(
        "Snapchat",
        ("snapchat.com",),
        "snapchat.com/add/{}",
        r"[A-Za-z][\w.-]{2,14}",
        _snapchat,
        also_called=("snap",),
    ),
    "whatsapp": Network("WhatsApp", ("wa.me", "whatsapp.com"), "wa.me/{}", r"[1-9][0-9]{5,14}", _whatsapp),
    "telegram": Network(
        "Telegram", ("t.me", "telegram.me"), "t.me/{}", r"[A-Za-z]\w{4,31}|\+[0-9]{6,15}", _telegram
    ),
    "signal": Network("Signal", ("signal.me",), "signal.me/#p/+{}", r"[1-9][0-9]{5,14}", _signal),
    "google_business": Network(
        "Google",
        ("maps.app.goo.gl", "g.page", "google.com", "google.nl", "google.be"),
        "",
        "",
        _google_business,
    ),
    "marktplaats": Network("Marktplaats", ("marktplaats.nl",), "", r"[^/]+/[0-9]+", _marktplaats),
}
