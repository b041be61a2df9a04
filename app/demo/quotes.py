"""The forty-two quotes of Kwast & Kleed.

What the views must be able to show is planted here: every "too expensive" lives in Leiden, every "delivery
took too long" in the Bollenstreek. What was declined had taken eight days to make, what was accepted three.
"""

from app.demo.story import Accepted, Chase, Declined, Line, QuoteStory, Withdrawn

ACCEPTED = (
    QuoteStory(
        "vandermeer", "Vloer begane grond", "Een vloer die drie kinderen en twee katten overleeft.",
        (
            Line("Pvc-vloer Oude Eik, visgraat, 52 m²", "52", "m²", "46,50"),
            Line("Ondervloer en egaliseren", "52", "m²", "14,25"),
            Line("Leggen met plinten", "1", "keer", "980,00"),
        ),
        320, 2, "Yusuf", valid_days=30, ending=Accepted(315, "shop", "Als hij maar vóór de verjaardag ligt."),
    ),
    QuoteStory(
        "jansen", "Behang hal en trap", "De hal is donker. Het moet lichter, maar niet wit.",
        (
            Line("Behang Zeegras, rol van 10 meter", "9", "rol", "42,95"),
            Line("Behangen hal en trapgat", "1", "keer", "685,00", "low"),
            Line("Latex plafond, twee lagen", "14", "m²", "12,50", "low"),
        ),
        296, 2, ending=Accepted(290),
    ),
    QuoteStory(
        "devries", "Schilderwerk voorgevel", "De kozijnen voor bladderen. Graag dezelfde kleur terug.",
        (
            Line("Schilderwerk kozijnen en voordeur", "1", "keer", "1.250,00", "low"),
            Line("Houtrot herstellen, per plek", "4", "stuks", "85,00", "low"),
            Line("Lak Standgroen, 2,5 liter", "3", "blik", "68,50"),
        ),
        280, 3, "Yusuf", ending=Accepted(272, "phone", "Doe maar voor de herfst."),
    ),
    QuoteStory(
        "ozturk", "Winkelvloer", "Een vloer waar een steekkar over kan, en die niet glad is.",
        (
            Line("Projectvloer Beton, 38 m²", "38", "m²", "39,00"),
            Line("Oude vloer verwijderen en afvoeren", "38", "m²", "9,50"),
            Line("Leggen buiten winkeltijd", "1", "keer", "1.140,00"),
        ),
        270, 3, "Yusuf", ending=Accepted(265, "shop"),
    ),
    QuoteStory(
        "bakker", "Zonwering zeekant", "Alles verschiet hier binnen twee jaar.",
        (
            Line("Screens op maat, zeegrijs", "4", "stuks", "389,00"),
            Line("Monteren, met hoogwerker", "1", "keer", "540,00"),
        ),
        250, 5, ending=Accepted(240),
    ),
    QuoteStory(
        "ijssel", "Schuur en bollenhok", "Het hout is goed, de verf niet.",
        (
            Line("Schuren, gronden en lakken schuur", "1", "keer", "1.875,00", "low"),
            Line("Beits transparant, 5 liter", "4", "blik", "74,95"),
        ),
        240, 3, "Marleen", ending=Accepted(231, "mail", "Akkoord. Begin op een droge dag."),
    ),
    QuoteStory(
        "vandeberg", "Vitrage en overgordijnen", "Wel het licht, niet de inkijk.",
        (
            Line("Vitrage linnen-look, geplooid", "8", "m", "36,00"),
            Line("Overgordijnen Duinzand, gevoerd", "10", "m", "58,50"),
            Line("Meten, maken en ophangen", "1", "keer", "225,00"),
        ),
        230, 2, ending=Accepted(228, "shop", "U hoeft het niet uit te leggen, ik zie dat het mooi is."),
    ),
    QuoteStory(
        "vanrijn", "Zes appartementen, binnenwerk", "Zes keer hetzelfde, in drie weken klaar.",
        (
            Line("Binnenschilderwerk per appartement", "6", "keer", "985,00"),
            Line("Meerdere kleuren, toeslag", "2", "keer", "120,00"),
        ),
        215, 3, "Marleen", ending=Accepted(205, "mail"),
    ),
    QuoteStory(
        "vve", "Trappenhuizen schilderen en vloer", "Drie trappenhuizen, bewoners moeten er langs kunnen.",
        (
            Line("Schilderwerk trappenhuis", "3", "keer", "2.940,00", "low"),
            Line("Trapbekleding naaldvilt, per trappenhuis", "3", "keer", "1.290,00"),
        ),
        200, 4, "Marleen", valid_days=60,
        second_version=(180, (
            Line("Schilderwerk trappenhuis, in drie delen", "3", "keer", "3.080,00", "low"),
            Line("Trapbekleding rubber, per trappenhuis", "3", "keer", "1.575,00"),
        )),
        ending=Accepted(160, "letter", "De vergadering koos voor rubber, vanwege de fietsen."),
    ),
    QuoteStory(
        "verbeek", "Gordijnen slaapkamer", "Donker om te slapen, licht om wakker te worden.",
        (
            Line("Verduisterende gordijnen Nachtblauw", "6", "m", "62,50"),
            Line("Railsysteem, plafond", "1", "set", "148,00"),
        ),
        190, 1, ending=Accepted(184, "message"),
    ),
    QuoteStory(
        "zilteslaap", "Behang kamer 3 en 5", "Kamer 3 warm, kamer 5 de zee.",
        (
            Line("Fotobehang Brandingsrand, op maat", "1", "stuks", "465,00"),
            Line("Behang Terracotta, rol van 10 meter", "7", "rol", "54,50"),
            Line("Behangen, twee kamers", "2", "keer", "395,00"),
        ),
        175, 3, ending=Accepted(170),
    ),
    QuoteStory(
        "tandarts", "Wachtkamer", "Afwasbaar, rustig, en op één vrijdag klaar.",
        (
            Line("Muurverf afwasbaar, drie tinten", "64", "m²", "16,75"),
            Line("Schilderen op vrijdag, twee man", "2", "dag", "640,00"),
        ),
        145, 1, "Yusuf", ending=Accepted(140, "phone"),
    ),
    QuoteStory(
        "devries", "Plisségordijnen keuken", "De keuken krijgt middagzon, recht in je gezicht.",
        (
            Line("Plisségordijn op maat, wit", "3", "stuks", "164,00"),
            Line("Monteren", "1", "keer", "75,00"),
        ),
        85, 4, ending=Accepted(78, "shop"),
    ),
)  # fmt: skip

DECLINED = (
    QuoteStory(
        "dewit", "Slaapkamer verven en behangen", "Alles mag licht, als het maar rustig is.",
        (
            Line("Behang Ruitje, rol van 10 meter", "6", "rol", "31,95"),
            Line("Behangen en verven slaapkamer", "1", "keer", "595,00", "low"),
        ),
        220, 9, "Marleen", "print",
        ending=Declined(200, "familiar", "our_guess",
                        could_have_done="Niets. De zoon van de buren schildert.", channel="phone"),
    ),
    QuoteStory(
        "jansen", "Pvc-vloer twee slaapkamers", "Iets warms onder blote voeten dat de trap op kan.",
        (
            Line("Pvc-vloer Grenen wit, 31 m²", "31", "m²", "43,00"),
            Line("Naar boven dragen, tweede etage", "1", "keer", "185,00"),
            Line("Leggen met plinten", "31", "m²", "17,50"),
        ),
        160, 9, "Yusuf",
        ending=Declined(150, "price", words="Via internet is dezelfde vloer ruim driehonderd euro goedkoper.",
                        also=("delivery",),
                        competitor="Vloervoordeel.example", price_difference="320,00",
                        could_have_done="Laten zien wat er bij zat: dragen, plinten, afvoer."),
    ),
    QuoteStory(
        "vandermeer", "Overgordijnen woonkamer", "Iets waar de katten niet in klimmen.",
        (
            Line("Overgordijnen Kattenkruid, gevoerd", "12", "m", "64,00"),
            Line("Rails en ophangen", "1", "keer", "265,00"),
        ),
        130, 8,
        ending=Declined(122, "delivery",
                        words="Acht weken is te lang, mijn moeder komt met Pasen al logeren.",
                        channel="phone"),
    ),
    QuoteStory(
        "smit", "Vloer en wandafwerking", "Zo min mogelijk kunststof, het liefst kurk en leem.",
        (
            Line("Laminaat Natuureik, 44 m²", "44", "m²", "27,50"),
            Line("Leemlook muurverf, twee lagen", "58", "m²", "15,00", "low"),
        ),
        120, 5,
        ending=Declined(110, "offer_mismatch", words="Wij vroegen kurk en kregen laminaat.",
                        could_have_done="Kurk laten zien. De leverancier heeft het.", channel="mail",
                        said_by="customer_wrote"),
    ),
    QuoteStory(
        "elhamdaoui", "Pvc over plavuizen", "Ik wil voor de verhuizing weten of het kan.",
        (
            Line("Pvc-vloer Leisteen, 61 m²", "61", "m²", "41,00"),
            Line("Egaliseren over plavuizen", "61", "m²", "13,50"),
        ),
        110, 14, "Yusuf",
        ending=Declined(105, "too_slow", words="Ik had al na een week een andere offerte op tafel.",
                        channel="phone"),
    ),
    QuoteStory(
        "ozturk", "Bovenhuis: behang en verf", "Twee kamers en een gang, zelf in te delen.",
        (
            Line("Behangen en schilderen bovenhuis", "1", "keer", "2.180,00", "low"),
            Line("Behang Vlas, rol van 10 meter", "14", "rol", "38,50"),
            Line("Onvoorzien, muren met gaten", "1", "keer", "450,00", "low"),
        ),
        100, 8, "Yusuf", ending=Declined(80, "price", "our_guess", channel="phone"),
    ),
    QuoteStory(
        "haddad", "Roller blinds for the bay window", "Five blinds that follow the bay.",
        (
            Line("Rolgordijn op maat, erker", "5", "stuks", "118,00"),
            Line("Inmeten en monteren", "1", "keer", "145,00"),
        ),
        95, 8, "Yusuf",
        ending=Declined(88, "our_mistake",
                        words="You measured four windows. There are five, and the price changed.",
                        channel="mail",
                        said_by="customer_wrote", could_have_done="Twee keer meten."),
    ),
    QuoteStory(
        "vos", "Gordijnen hele huis", "Er hangt nu niets. Liefst volgende week.",
        (
            Line("Inbetween Mist", "16", "m", "41,00"),
            Line("Overgordijnen Wolgrijs", "14", "m", "57,00"),
            Line("Rails en ophangen", "1", "keer", "420,00"),
        ),
        90, 12,
        ending=Declined(76, "too_slow", "our_guess", channel="phone", competitor="Woonhal De Passage"),
    ),
    QuoteStory(
        "degroot", "Werkkamer", "Een muur waar de camera van mijn laptop blij van wordt.",
        (
            Line("Muurverf Camerablauw", "18", "m²", "14,95", "low"),
            Line("Akoestisch wandvilt", "6", "m²", "72,00"),
        ),
        83, 11, ending=Declined(40, "no_answer", "our_guess", channel="mail"),
    ),
    QuoteStory(
        "verbeek", "Linnen gordijnen woonkamer", "Linnen dat zwaar valt.",
        (
            Line("Linnen gordijnen, dubbele plooi", "14", "m", "84,00"),
            Line("Rails en ophangen", "1", "keer", "240,00"),
        ),
        70, 6,
        ending=Declined(58, "price", words="Prachtig, maar voor twee ramen kan ik het niet uitgeven.",
                        price_difference="400,00",
                        channel="shop"),
    ),
    QuoteStory(
        "wisniewska", "Verf voor een huurhuis", "Kleuren die er weer af mogen.",
        (
            Line("Muurverf mat, 10 liter", "4", "emmer", "79,50"),
            Line("Kleuradvies aan huis", "1", "keer", "65,00"),
        ),
        66, 3, ending=Declined(55, "not_said", words="Laat maar, het is goed zo.", channel="phone"),
    ),
    QuoteStory(
        "zilteslaap", "Gordijnen vijf kamers", "Voor het seizoen, anders hoeft het niet.",
        (
            Line("Verduisterende gordijnen, vijf kleuren", "30", "m", "66,00"),
            Line("Ophangen, vijf kamers", "5", "keer", "95,00"),
        ),
        64, 7,
        ending=Declined(60, "delivery", words="In mei zit ik vol. Zes weken wachten gaat niet.",
                        channel="phone",
                        could_have_done="Eerst drie kamers leveren."),
    ),
    QuoteStory(
        "prins", "Kamer en suite, schilderwerk", "Alles in ossenbloed en gebroken wit, zoals het was.",
        (
            Line("Schilderwerk kamer en suite", "1", "keer", "3.480,00", "low"),
            Line("Glas-in-loodramen uitnemen en terugplaatsen", "4", "stuks", "110,00", "low"),
        ),
        52, 4, "Marleen",
        ending=Declined(44, "postponed",
                        words="Eerst het dak. Kom na de zomer terug, maar bel niet: mail mij.",
                        channel="mail",
                        said_by="customer_wrote", call_again_in=60),
    ),
    QuoteStory(
        "bakker", "Vloerkleed en traploper", "Zand mag erin vallen, als het er ook weer uit kan.",
        (
            Line("Traploper Sisal, op maat", "1", "stuks", "640,00"),
            Line("Vloerkleed Duin, 200 × 300 cm", "1", "stuks", "525,00"),
        ),
        48, 10,
        ending=Declined(41, "delivery", words="De ander had het kleed liggen. Wij konden het zo meenemen.",
                        channel="shop",
                        competitor="Woonhal De Passage"),
    ),
    QuoteStory(
        "vuurbaak", "Gang en twee lokalen", "In de vakantie, en zonder verfgeur op maandag.",
        (
            Line("Schilderwerk lokaal", "2", "keer", "1.420,00"),
            Line("Schilderwerk gang, lambrisering", "1", "keer", "1.960,00"),
        ),
        45, 8, "Yusuf", valid_days=60, ending=Declined(1, ask_in=2, channel="mail"),
    ),
    QuoteStory(
        "thart", "Winkelpui en luifel", "Op maandag, en het moet dinsdag droog zijn.",
        (
            Line("Schilderwerk pui en luifel", "1", "keer", "1.690,00"),
            Line("Belettering opnieuw zetten", "1", "keer", "385,00"),
        ),
        34, 8, "Marleen", valid_days=45, ending=Declined(3, ask_in=0, channel="phone"),
    ),
    QuoteStory(
        "vanrijn", "Kantoor: vloer en wanden", "Eén bedrag, en het moet in de kerstvakantie.",
        (
            Line("Tapijttegels Antraciet, 120 m²", "120", "m²", "31,50"),
            Line("Wanden sauzen, twee lagen", "210", "m²", "8,75"),
        ),
        30, 10, "Marleen", valid_days=45, ending=Declined(6, ask_in=-1, channel="mail"),
    ),
)  # fmt: skip

UNDERWAY = (
    QuoteStory(
        "tandarts", "Behandelkamers 1 en 2", "Dezelfde tinten als de wachtkamer.",
        (
            Line("Muurverf afwasbaar, drie tinten", "88", "m²", "16,75"),
            Line("Schilderen op vrijdag, twee man", "3", "dag", "640,00"),
            Line("Vloer reinigen en nieuwe coating", "40", "m²", "21,00"),
        ),
        39, 3, "Yusuf",
        chases=(
            Chase(36, "chase_quote", "Ja, hij ligt op de balie."),
            Chase(12, "quote_ends", is_reached=False),
            Chase(3, "quote_ends", is_reached=False),
        ),
    ),
    QuoteStory(
        "zonnetje", "Muur van de grote zaal", "Geen geur, geen glans, wel een zonsopkomst.",
        (
            Line("Kalkverf Zonsopkomst, vier tinten", "36", "m²", "18,50"),
            Line("Schilderen, twee dagen", "2", "dag", "295,00"),
        ),
        34, 4,
        chases=(
            Chase(31, "chase_quote", "Hij hangt op het prikbord, iedereen mag kiezen."),
            Chase(7, "quote_ends", "De verhuurder moet nog ja zeggen."),
        ),
    ),
    QuoteStory(
        "verbeek", "Vloer woonkamer", "Hout dat niet kraakt, of iets wat erop lijkt.",
        (
            Line("Pvc-vloer Oude Eik, 24 m²", "24", "m²", "46,50"),
            Line("Leggen met plinten", "24", "m²", "17,50"),
        ),
        28, 3, "Yusuf", chases=(Chase(25, "chase_quote", "Ja. Ik slaap er nog een nachtje over."),),
    ),
    QuoteStory(
        "ijssel", "Tuinhek en pergola", "Hetzelfde als de schuur, dan is het één geheel.",
        (
            Line("Schuren, gronden en lakken hek en pergola", "1", "keer", "1.495,00", "low"),
            Line("Beits transparant, 5 liter", "3", "blik", "74,95"),
        ),
        27, 2, "Marleen", chases=(Chase(24, "chase_quote", "Gekregen. Eerst de bollen in de grond."),),
    ),
    QuoteStory(
        "devries", "Slaapkamers boven", "Boven is het nog 1996.",
        (
            Line("Behang Berkenbos, rol van 10 meter", "11", "rol", "44,95"),
            Line("Behangen en schilderen drie kamers", "1", "keer", "1.380,00", "low"),
        ),
        5, 3, chases=(Chase(2, "chase_quote", "Nog niet gekeken, het was druk met de kleinkinderen."),),
    ),
    QuoteStory(
        "vve", "Galerijhekken", "De hekken roesten aan de zeekant.",
        (
            Line("Hekken schuren, gronden en lakken", "24", "woning", "235,00", "low"),
            Line("Rolsteiger, per week", "2", "week", "310,00"),
        ),
        2, 5, "Marleen", valid_days=60,
    ),
    QuoteStory(
        "vanderplas", "Materiaal klus Drogerskade", "Grondverf in tienlitervaten, graag op kleurnummer.",
        (
            Line("Grondverf, vat van 10 liter", "16", "vat", "112,00"),
            Line("Hoogglans op kleurnummer, 5 liter", "11", "blik", "98,50"),
        ),
        1, 2, how="handed_over",
    ),
    QuoteStory(
        "duimelot", "Slaapzaal en speelgang", "Zacht licht, en kleuren die niet druk zijn.",
        (
            Line("Muurverf afwasbaar, zacht", "75", "m²", "15,50"),
            Line("Verduisterende rolgordijnen", "6", "stuks", "89,00"),
        ),
        2, 3, "Yusuf", None,
    ),
    QuoteStory(
        "gemeente", "Balie en wachtruimte", "Graag in de huisstijl, kleurnummers volgen.",
        (Line("Schilderwerk balie en wachtruimte", "1", "keer", "2.350,00"),),
        1, 1, "Marleen", None,
    ),
    QuoteStory(
        "bakker", "Rolgordijn badkamer", "Iets wat tegen vocht kan.",
        (Line("Rolgordijn vochtbestendig, op maat", "1", "stuks", "139,00"),),
        0, 0, how=None,
    ),
)  # fmt: skip

WITHDRAWN = (
    QuoteStory(
        "jansen", "Behang hal en trap", "De hal is donker. Het moet lichter, maar niet wit.",
        (Line("Behang Zeegras, rol van 10 meter", "9", "rol", "42,95"),),
        295, 1, "Joep",
        ending=Withdrawn(294, "Dubbel: Sanne had dezelfde offerte de dag ervoor al gestuurd."),
    ),
    QuoteStory(
        "kuipers", "Laminaat zolder", "Voor een klant met bijna dezelfde naam.",
        (Line("Laminaat Natuureik, 28 m²", "28", "m²", "27,50"),),
        140, 1, "Joep", ending=Withdrawn(139, "Op de verkeerde kaart gezet."),
    ),
)  # fmt: skip

QUOTES = (*ACCEPTED, *DECLINED, *UNDERWAY, *WITHDRAWN)
