"""What is asked when we ask whether we may come to somebody, and what the answers are called."""

from app.contacts.models import ConsentAnswer, ConsentChannel
from app.core.words import _, pgettext


def channel_name(channel: ConsentChannel) -> str:
    """What somebody lets us do, before "yes" or "no": "ringing"."""
    return {
        ConsentChannel.PHONE: pgettext("consent", "ringing"),
        ConsentChannel.EMAIL: pgettext("consent", "news by mail"),
        ConsentChannel.MESSAGE: pgettext("consent", "messages"),
        ConsentChannel.POST: pgettext("consent", "post"),
    }[channel]


def question(channel: ConsentChannel, name: str) -> str:
    """What we want to know, as the heading of the page."""
    return {
        ConsentChannel.PHONE: _("May we ring %(name)s?", name=name),
        ConsentChannel.EMAIL: _("May we mail news to %(name)s?", name=name),
        ConsentChannel.MESSAGE: _("May we send messages to %(name)s?", name=name),
        ConsentChannel.POST: _("May we send post to %(name)s?", name=name),
    }[channel]


def usual_wording(channel: ConsentChannel, shop: str) -> str:
    """What to read out when we ask; the shop may say it in its own words."""
    return {
        ConsentChannel.PHONE: _(
            "May %(shop)s ring you now and then with an offer? You can say no at any time.", shop=shop
        ),
        ConsentChannel.EMAIL: _(
            "May %(shop)s mail you news now and then? Each mail tells how to stop it.", shop=shop
        ),
        ConsentChannel.MESSAGE: _(
            "May %(shop)s send you a message now and then with news or an offer? You can say no at any time.",
            shop=shop,
        ),
        ConsentChannel.POST: _(
            "May %(shop)s send you post now and then with news or an offer? You can say no at any time.",
            shop=shop,
        ),
    }[channel]


def answer_name(answer: ConsentAnswer) -> str:
    """The answer as a word in a line."""
    return {
        ConsentAnswer.YES: pgettext("consent", "yes"),
        ConsentAnswer.NO: pgettext("consent", "no"),
    }[answer]
