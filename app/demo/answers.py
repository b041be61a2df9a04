"""What the people of the demo said when we asked whether we may ring, mail or write."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """One answer; without a person it is that of the card as a whole, one taken back ends an earlier yes."""

    card: str
    days_ago: int
    channel: str
    answer: str
    how: str
    by: str = "Sanne"
    person: str = ""
    is_taken_back: bool = False


ANSWERS = (
    Answer("devries", 200, "email", "yes", "in de winkel", person="Maria de Vries"),
    Answer("devries", 200, "phone", "yes", "in de winkel", person="Maria de Vries"),
    Answer("devries", 60, "phone", "no", "aan de telefoon", "Yusuf", person="Jan de Vries"),
    Answer("verbeek", 120, "message", "yes", "per bericht"),
    Answer("verbeek", 120, "phone", "no", "per bericht"),
    Answer("vandeberg", 180, "phone", "yes", "in de winkel", "Marleen"),
    Answer("vandeberg", 180, "post", "yes", "in de winkel", "Marleen"),
    Answer("jansen", 150, "email", "yes", "op papier"),
    Answer("jansen", 30, "email", "no", "per mail", is_taken_back=True),
    Answer("prins", 700, "phone", "no", "aan de telefoon", "Marleen"),
    Answer("prins", 700, "email", "yes", "aan de telefoon", "Marleen"),
    Answer("vandamme", 500, "phone", "yes", "in de winkel", "Marleen"),
    Answer("elhamdaoui", 90, "email", "yes", "per mail"),
    Answer("thart", 240, "email", "yes", "in de winkel", "Marleen"),
)
