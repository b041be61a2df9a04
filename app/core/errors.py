"""What an action says when the state of things forbids it."""


class RuleBroken(Exception):
    """A rule of the shop forbids this now; the sentence is shown to the person as it is."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
