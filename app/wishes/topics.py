"""When two topics are the same one, however they were typed: PVC-vloer, pvc vloer, PVCvloer."""

import re

from app.relations.sorting import KEY_LENGTH, fold


def topic_key(topic: str) -> str:
    """What equal topics have in common: their letters and digits; of signs alone, the signs."""
    plain = fold(topic)
    return (re.sub(r"[\W_]+", "", plain) or plain)[:KEY_LENGTH].rstrip()
