"""The quotes that are open, half written or taken back."""

from app.demo.story import CURTAINS, FLOORS, PAINT, WALLPAPER, WORK, Chase, Line, QuoteStory, Withdrawn

UNDERWAY = (
    QuoteStory(
        "tandarts", "Behandelkamers 1 en 2", "Dezelfde tinten als de wachtkamer.",
        (
            Line("Muurverf afwasbaar, drie tinten", "88", "m²", "16,75", PAINT),
            Line("Schilderen op vrijdag, twee man", "3", "dag", "640,00", PAINT),
            Line("Vloer reinigen en nieuwe coating", "40", "m²", "21,00", FLOORS),
        ),
        39, 3, "Yusuf",
        chases=(
            Chase(36, "chase_quote", is_reached=False),
            Chase(29, "chase_again", is_reached=False),
            Chase(12, "quote_ends", is_reached=False),
            Chase(3, "ask_why", is_reached=False),
        ),
    ),
    QuoteStory(
        "zonnetje", "Muur van de grote zaal", "Geen geur, geen glans, wel een zonsopkomst.",
        (
            Line("Kalkverf Zonsopkomst, vier tinten", "36", "m²", "18,50", PAINT),
            Line("Schilderen, twee dagen", "2", "dag", "295,00", PAINT),
        ),
        34, 4,
        chases=(
            Chase(31, "chase_quote", is_reached=False),
            Chase(24, "chase_again", "Hij hangt op het prikbord. De verhuurder moet nog ja zeggen."),
        ),
    ),
    QuoteStory(
        "verbeek", "Vloer woonkamer", "Hout dat niet kraakt, of iets wat erop lijkt.",
        (
            Line("Pvc-vloer Oude Eik, 24 m²", "24", "m²", "46,50", FLOORS),
            Line("Leggen met plinten", "24", "m²", "17,50", FLOORS),
        ),
        28, 3, "Yusuf", chases=(Chase(25, "chase_quote", "Ja. Ik slaap er nog een nachtje over."),),
    ),
    QuoteStory(
        "ijssel", "Tuinhek en pergola", "Hetzelfde als de schuur, dan is het één geheel.",
        (
            Line("Schuren, gronden en lakken hek en pergola", "1", "keer", "1.495,00", WORK, "low"),
            Line("Beits transparant, 5 liter", "3", "blik", "74,95", PAINT,
                 kind="alternative", choice="Beits", is_chosen=True),
            Line("Beits dekkend, 5 liter", "3", "blik", "82,50", PAINT, kind="alternative", choice="Beits"),
            Line("Hek in twee kleuren, toeslag", "1", "keer", "145,00", WORK, "low", "option"),
        ),
        27, 2, "Marleen", at_home=True,
        chases=(Chase(24, "chase_quote", "Gekregen. Eerst de bollen in de grond."),),
    ),
    QuoteStory(
        "devries", "Slaapkamers boven", "Boven is het nog 1996.",
        (
            Line("Behang Berkenbos, rol van 10 meter", "11", "rol", "44,95", WALLPAPER),
            Line("Behangen en schilderen drie kamers", "1", "keer", "1.380,00", WORK, "low"),
        ),
        5, 3, chases=(Chase(2, "chase_quote", "Nog niet gekeken, het was druk met de kleinkinderen."),),
    ),
    QuoteStory(
        "vve", "Galerijhekken", "De hekken roesten aan de zeekant.",
        (
            Line("Hekken schuren, gronden en lakken", "24", "woning", "235,00", WORK, "low"),
            Line("Rolsteiger, per week", "2", "week", "310,00", PAINT),
        ),
        2, 5, "Marleen", valid_days=60,
    ),
    QuoteStory(
        "vanderplas", "Materiaal klus Drogerskade", "Grondverf in tienlitervaten, graag op kleurnummer.",
        (
            Line("Grondverf, vat van 10 liter", "16", "vat", "112,00", PAINT),
            Line("Hoogglans op kleurnummer, 5 liter", "11", "blik", "98,50", PAINT),
        ),
        1, 2, how="handed_over",
    ),
    QuoteStory(
        "duimelot", "Slaapzaal en speelgang", "Zacht licht, en kleuren die niet druk zijn.",
        (
            Line("Muurverf afwasbaar, zacht", "75", "m²", "15,50", PAINT),
            Line("Verduisterende rolgordijnen", "6", "stuks", "89,00", CURTAINS),
        ),
        2, 3, "Yusuf", None,
    ),
    QuoteStory(
        "gemeente", "Balie en wachtruimte", "Graag in de huisstijl, kleurnummers volgen.",
        (Line("Schilderwerk balie en wachtruimte", "1", "keer", "2.350,00", PAINT),),
        1, 1, "Marleen", None,
    ),
    QuoteStory(
        "bakker", "Rolgordijn badkamer", "Iets wat tegen vocht kan.",
        (Line("Rolgordijn vochtbestendig, op maat", "1", "stuks", "139,00", CURTAINS),),
        0, 0, how=None,
    ),
)  # fmt: skip

WITHDRAWN = (
    QuoteStory(
        "jansen", "Behang hal en trap", "De hal is donker. Het moet lichter, maar niet wit.",
        (Line("Behang Zeegras, rol van 10 meter", "9", "rol", "42,95", WALLPAPER),),
        295, 1, "Joep",
        ending=Withdrawn(294, "Dubbel: Sanne had dezelfde offerte de dag ervoor al gestuurd."),
    ),
    QuoteStory(
        "kuipers", "Laminaat zolder", "Voor een klant met bijna dezelfde naam.",
        (Line("Laminaat Natuureik, 28 m²", "28", "m²", "27,50", FLOORS),),
        140, 1, "Joep", ending=Withdrawn(139, "Op de verkeerde kaart gezet."),
    ),
)  # fmt: skip
