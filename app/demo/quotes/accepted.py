"""The quotes of Kwast & Kleed that people said yes to: made in three days, half of the time."""

from app.demo.story import CURTAINS, FLOORS, PAINT, WALLPAPER, WORK, Accepted, Chase, Line, QuoteStory

ACCEPTED = (
    QuoteStory(
        "vandermeer", "Vloer begane grond", "Een vloer die drie kinderen en twee katten overleeft.",
        (
            Line("Pvc-vloer Oude Eik, visgraat, 52 m²", "52", "m²", "46,50", FLOORS),
            Line("Ondervloer en egaliseren", "52", "m²", "14,25", FLOORS),
            Line("Leggen", "1", "keer", "760,00", FLOORS),
            Line("Plinten wit, 6 cm", "46", "m", "6,75", FLOORS,
                 kind="alternative", choice="Plinten", is_chosen=True),
            Line("Plinten eiken, 9 cm", "46", "m", "9,95", FLOORS, kind="alternative", choice="Plinten"),
            Line("Oude vloerbedekking afvoeren", "1", "keer", "185,00", FLOORS, kind="option"),
        ),
        320, 2, "Yusuf", valid_days=30,
        ending=Accepted(315, "shop", "Als hij maar vóór de verjaardag ligt.", "yes_in_time",
                        chose=("Plinten eiken, 9 cm", "Oude vloerbedekking afvoeren")),
    ),
    QuoteStory(
        "jansen", "Behang hal en trap", "De hal is donker. Het moet lichter, maar niet wit.",
        (
            Line("Behang Zeegras, rol van 10 meter", "9", "rol", "42,95", WALLPAPER),
            Line("Behangen hal en trapgat", "1", "keer", "685,00", WORK, "low"),
            Line("Latex plafond, twee lagen", "14", "m²", "12,50", WORK, "low"),
            Line("Trapleuning lakken", "1", "keer", "135,00", WORK, "low", "option"),
        ),
        296, 2, ending=Accepted(290, chose=("Trapleuning lakken",)),
    ),
    QuoteStory(
        "devries", "Schilderwerk voorgevel", "De kozijnen voor bladderen. Graag dezelfde kleur terug.",
        (
            Line("Schilderwerk kozijnen en voordeur", "1", "keer", "1.250,00", WORK, "low"),
            Line("Houtrot herstellen, naar schatting", "4", "stuks", "85,00", WORK, "low", "allowance"),
            Line("Lak Standgroen, 2,5 liter", "3", "blik", "68,50", PAINT),
        ),
        280, 3, "Yusuf", at_home=True, price_kind="guide",
        ending=Accepted(272, "phone", "Doe maar voor de herfst.", "yes_known"),
        chases=(Chase(265, "warn_dearer", "Acht stuks rot in plaats van vier? Doe maar alle acht."),),
    ),
    QuoteStory(
        "ozturk", "Winkelvloer", "Een vloer waar een steekkar over kan, en die niet glad is.",
        (
            Line("Projectvloer Beton, 38 m²", "38", "m²", "39,00", FLOORS),
            Line("Oude vloer verwijderen en afvoeren", "38", "m²", "9,50", FLOORS),
            Line("Leggen buiten winkeltijd", "1", "keer", "1.140,00", FLOORS),
        ),
        270, 3, "Yusuf", ending=Accepted(265, "shop", reason="yes_nearby", said_by="our_guess"),
    ),
    QuoteStory(
        "bakker", "Zonwering zeekant", "Alles verschiet hier binnen twee jaar.",
        (
            Line("Screens op maat, zeegrijs", "4", "stuks", "389,00", CURTAINS),
            Line("Monteren, met hoogwerker", "1", "keer", "540,00", CURTAINS),
            Line("Windautomaat", "1", "stuks", "215,00", CURTAINS, kind="option"),
        ),
        250, 5, ending=Accepted(240),
    ),
    QuoteStory(
        "ijssel", "Schuur en bollenhok", "Het hout is goed, de verf niet.",
        (
            Line("Schuren, gronden en lakken schuur", "1", "keer", "1.875,00", WORK, "low"),
            Line("Beits transparant, 5 liter", "4", "blik", "74,95", PAINT),
        ),
        240, 3, "Marleen",
        ending=Accepted(231, "mail", "Akkoord. Begin op een droge dag.", "yes_known", said_by="our_guess"),
    ),
    QuoteStory(
        "vandeberg", "Vitrage en overgordijnen", "Wel het licht, niet de inkijk.",
        (
            Line("Vitrage linnen-look, geplooid", "8", "m", "36,00", CURTAINS),
            Line("Overgordijnen Duinzand, gevoerd", "10", "m", "58,50", CURTAINS),
            Line("Meten, maken en ophangen", "1", "keer", "225,00", CURTAINS),
        ),
        230, 2,
        ending=Accepted(228, "shop", "U hoeft het niet uit te leggen, ik zie dat het mooi is.", "yes_offer",
                        also=("yes_advice",)),
    ),
    QuoteStory(
        "vanrijn", "Zes appartementen, binnenwerk", "Zes keer hetzelfde, in drie weken klaar.",
        (
            Line("Binnenschilderwerk per appartement", "6", "keer", "985,00", PAINT),
            Line("Meerdere kleuren, toeslag", "2", "keer", "120,00", PAINT),
        ),
        215, 3, "Marleen",
        ending=Accepted(205, "mail", "Drie weken is drie weken. De prijs is in orde.", "yes_in_time",
                        also=("yes_price",), said_by="customer_wrote"),
    ),
    QuoteStory(
        "vve", "Trappenhuizen schilderen en vloer", "Drie trappenhuizen, bewoners moeten er langs kunnen.",
        (
            Line("Schilderwerk trappenhuis", "3", "keer", "2.940,00", WORK, "low"),
            Line("Trapbekleding naaldvilt, per trappenhuis", "3", "keer", "1.290,00", FLOORS),
        ),
        200, 4, "Marleen", valid_days=60,
        second_version=(180, (
            Line("Schilderwerk trappenhuis, in drie delen", "3", "keer", "3.080,00", WORK, "low"),
            Line("Trapbekleding rubber, per trappenhuis", "3", "keer", "1.575,00", FLOORS),
        )),
        ending=Accepted(160, "letter", "De vergadering koos voor rubber, vanwege de fietsen.", "yes_offer",
                        said_by="customer_wrote"),
    ),
    QuoteStory(
        "verbeek", "Gordijnen slaapkamer", "Donker om te slapen, licht om wakker te worden.",
        (
            Line("Verduisterende gordijnen Nachtblauw", "6", "m", "62,50", CURTAINS),
            Line("Railsysteem, plafond", "1", "set", "148,00", CURTAINS),
        ),
        190, 1, ending=Accepted(184, "message"),
    ),
    QuoteStory(
        "zilteslaap", "Behang kamer 3 en 5", "Kamer 3 warm, kamer 5 de zee.",
        (
            Line("Fotobehang Brandingsrand, op maat", "1", "stuks", "465,00", WALLPAPER),
            Line("Behang Terracotta, rol van 10 meter", "7", "rol", "54,50", WALLPAPER),
            Line("Behangen, twee kamers", "2", "keer", "395,00", WALLPAPER),
        ),
        175, 3,
        ending=Accepted(170, "shop", "De zee op kamer 5 had ik zelf niet bedacht.", "yes_advice"),
    ),
    QuoteStory(
        "tandarts", "Wachtkamer", "Afwasbaar, rustig, en op één vrijdag klaar.",
        (
            Line("Muurverf afwasbaar, drie tinten", "64", "m²", "16,75", PAINT),
            Line("Schilderen op vrijdag, twee man", "2", "dag", "640,00", PAINT),
        ),
        145, 1, "Yusuf",
        ending=Accepted(140, "phone", "Als het op één vrijdag kan, dan graag.", "yes_in_time"),
    ),
    QuoteStory(
        "devries", "Plisségordijnen keuken", "De keuken krijgt middagzon, recht in je gezicht.",
        (
            Line("Plisségordijn op maat, wit", "3", "stuks", "164,00", CURTAINS),
            Line("Monteren", "1", "keer", "75,00", CURTAINS),
        ),
        85, 4, ending=Accepted(78, "shop", reason="yes_known", said_by="our_guess"),
    ),
)  # fmt: skip
