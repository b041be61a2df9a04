"""The quotes that people said no to, and why: price in Leiden, delivery time in the Bollenstreek."""

from app.demo.story import CURTAINS, FLOORS, PAINT, WALLPAPER, WORK, Declined, Line, QuoteStory

DECLINED = (
    QuoteStory(
        "dewit", "Slaapkamer verven en behangen", "Alles mag licht, als het maar rustig is.",
        (
            Line("Behang Ruitje, rol van 10 meter", "6", "rol", "31,95", WALLPAPER),
            Line("Behangen en verven slaapkamer", "1", "keer", "595,00", WORK, "low"),
        ),
        220, 9, "Marleen", "print",
        ending=Declined(200, "familiar", "our_guess",
                        could_have_done="Niets. De zoon van de buren schildert.", channel="phone"),
    ),
    QuoteStory(
        "jansen", "Pvc-vloer twee slaapkamers", "Iets warms onder blote voeten dat de trap op kan.",
        (
            Line("Pvc-vloer Grenen wit, 31 m²", "31", "m²", "43,00", FLOORS),
            Line("Naar boven dragen, tweede etage", "1", "keer", "185,00", FLOORS),
            Line("Leggen met plinten", "31", "m²", "17,50", FLOORS),
        ),
        160, 9, "Yusuf",
        ending=Declined(150, "price", words="Via internet is dezelfde vloer ruim driehonderd euro goedkoper.",
                        also=("delivery",),
                        answer_next="Ruim driehonderd euro. En ik zag niet dat het dragen erbij zat.",
                        lesson="Dragen en afvoeren voortaan bovenaan zetten.",
                        competitor="Vloervoordeel.example", their_price="1.740,50",
                        could_have_done="Laten zien wat er bij zat: dragen, plinten, afvoer."),
    ),
    QuoteStory(
        "vandermeer", "Overgordijnen woonkamer", "Iets waar de katten niet in klimmen.",
        (
            Line("Overgordijnen Kattenkruid, gevoerd", "12", "m", "64,00", CURTAINS),
            Line("Rails en ophangen", "1", "keer", "265,00", CURTAINS),
        ),
        130, 8,
        ending=Declined(122, "delivery",
                        words="Acht weken is te lang, mijn moeder komt met Pasen al logeren.",
                        answer_next="In de week voor Pasen.",
                        channel="phone"),
    ),
    QuoteStory(
        "smit", "Vloer en wandafwerking", "Zo min mogelijk kunststof, het liefst kurk en leem.",
        (
            Line("Laminaat Natuureik, 44 m²", "44", "m²", "27,50", FLOORS),
            Line("Leemlook muurverf, twee lagen", "58", "m²", "15,00", WORK, "low"),
        ),
        120, 5,
        ending=Declined(110, "offer_mismatch", words="Wij vroegen kurk en kregen laminaat.",
                        answer_next="Kurk op de vloer en leem op de muur.",
                        could_have_done="Kurk laten zien. De leverancier heeft het.", channel="mail",
                        competitor="Kurkhuis Rijnland", price_difference="-210,00",
                        said_by="customer_wrote"),
    ),
    QuoteStory(
        "elhamdaoui", "Pvc over plavuizen", "Ik wil voor de verhuizing weten of het kan.",
        (
            Line("Pvc-vloer Leisteen, 61 m²", "61", "m²", "41,00", FLOORS),
            Line("Egaliseren over plavuizen", "61", "m²", "13,50", FLOORS),
        ),
        110, 14, "Yusuf",
        ending=Declined(105, "too_slow", words="Ik had al na een week een andere offerte op tafel.",
                        competitor="Vloervoordeel.example", their_price="3.174,50",
                        lesson="Binnen drie dagen iets sturen, ook als nog niet alles bekend is.",
                        channel="phone"),
    ),
    QuoteStory(
        "ozturk", "Bovenhuis: behang en verf", "Twee kamers en een gang, zelf in te delen.",
        (
            Line("Behangen en schilderen bovenhuis", "1", "keer", "2.180,00", WORK, "low"),
            Line("Behang Vlas, rol van 10 meter", "14", "rol", "38,50", WALLPAPER),
            Line("Onvoorzien, muren met gaten", "1", "keer", "450,00", WORK, "low", "allowance"),
        ),
        100, 8, "Yusuf", ending=Declined(80, "price", "our_guess", channel="phone"),
        later=Declined(45, "unclear", channel="shop",
                       words="Ik snapte eerlijk gezegd niet wat ‘onvoorzien’ was.",
                       answer_next="Alleen die ene regel.", lesson="Geen vakwoorden op een offerte.",
                       could_have_done="In gewone woorden zeggen wat een stelpost is."),
    ),
    QuoteStory(
        "haddad", "Roller blinds for the bay window", "Five blinds that follow the bay.",
        (
            Line("Made-to-measure roller blind, bay window", "5", "pieces", "118,00", CURTAINS),
            Line("Measuring and fitting", "1", "job", "145,00", CURTAINS),
        ),
        95, 8, "Yusuf",
        ending=Declined(88, "our_mistake",
                        words="You measured four windows. There are five, and the price changed.",
                        channel="mail",
                        said_by="customer_wrote", could_have_done="Twee keer meten.",
                        lesson="Met de klant samen de ramen tellen."),
    ),
    QuoteStory(
        "vos", "Gordijnen hele huis", "Er hangt nu niets. Liefst volgende week.",
        (
            Line("Inbetween Mist", "16", "m", "41,00", CURTAINS),
            Line("Overgordijnen Wolgrijs", "14", "m", "57,00", CURTAINS),
            Line("Rails en ophangen", "1", "keer", "420,00", CURTAINS),
        ),
        90, 12,
        ending=Declined(76, "price", "our_guess", also=("too_slow",), channel="phone",
                        competitor="Woonhal De Passage", price_difference="250,00"),
    ),
    QuoteStory(
        "degroot", "Werkkamer", "Een muur waar de camera van mijn laptop blij van wordt.",
        (
            Line("Muurverf Camerablauw", "18", "m²", "14,95", WORK, "low"),
            Line("Akoestisch wandvilt", "6", "m²", "72,00", PAINT),
        ),
        83, 11, ending=Declined(40, "no_answer", "our_guess", channel="mail"),
    ),
    QuoteStory(
        "verbeek", "Linnen gordijnen woonkamer", "Linnen dat zwaar valt.",
        (
            Line("Linnen gordijnen, dubbele plooi", "14", "m", "84,00", CURTAINS),
            Line("Rails en ophangen", "1", "keer", "240,00", CURTAINS),
        ),
        70, 6,
        ending=Declined(58, "price", words="Prachtig, maar voor twee ramen kan ik het niet uitgeven.",
                        answer_next="Vierhonderd euro. Waar het uit bestond was duidelijk.",
                        price_difference="400,00",
                        channel="shop"),
    ),
    QuoteStory(
        "wisniewska", "Verf voor een huurhuis", "Kleuren die er weer af mogen.",
        (
            Line("Muurverf mat, 10 liter", "4", "emmer", "79,50", PAINT),
            Line("Kleuradvies aan huis", "1", "keer", "65,00", PAINT),
        ),
        66, 3, ending=Declined(55, "not_said", words="Laat maar, het is goed zo.", channel="phone"),
    ),
    QuoteStory(
        "zilteslaap", "Gordijnen vijf kamers", "Voor het seizoen, anders hoeft het niet.",
        (
            Line("Verduisterende gordijnen, vijf kleuren", "30", "m", "66,00", CURTAINS),
            Line("Ophangen, vijf kamers", "5", "keer", "95,00", CURTAINS),
        ),
        64, 7,
        ending=Declined(62, channel="mail", ask_in=-60),
        later=Declined(60, "delivery", words="In mei zit ik vol. Zes weken wachten gaat niet.",
                       answer_next="Vóór de eerste gasten, eind april.",
                       channel="phone", competitor="Gordijnatelier Noordzee", price_difference="-90,00",
                       could_have_done="Eerst drie kamers leveren."),
    ),
    QuoteStory(
        "prins", "Kamer en suite, schilderwerk", "Alles in ossenbloed en gebroken wit, zoals het was.",
        (
            Line("Schilderwerk kamer en suite", "1", "keer", "3.480,00", WORK, "low"),
            Line("Glas-in-loodramen uitnemen en terugplaatsen", "4", "stuks", "110,00", WORK, "low"),
        ),
        52, 4, "Marleen",
        ending=Declined(44, "postponed",
                        words="Eerst het dak. Kom na de zomer terug, maar bel niet: mail mij.",
                        channel="mail",
                        said_by="customer_wrote", answer_next="Over een maand of twee.", call_again_in=60),
    ),
    QuoteStory(
        "bakker", "Vloerkleed en traploper", "Zand mag erin vallen, als het er ook weer uit kan.",
        (
            Line("Traploper Sisal, op maat", "1", "stuks", "640,00", FLOORS),
            Line("Vloerkleed Duin, 200 × 300 cm", "1", "stuks", "525,00", FLOORS),
        ),
        48, 10,
        ending=Declined(41, "delivery", words="De ander had het kleed liggen. Wij konden het zo meenemen.",
                        answer_next="Dezelfde dag, er kwam bezoek.",
                        channel="shop",
                        competitor="Woonhal De Passage"),
    ),
    QuoteStory(
        "vuurbaak", "Gang en twee lokalen", "In de vakantie, en zonder verfgeur op maandag.",
        (
            Line("Schilderwerk lokaal", "2", "keer", "1.420,00", PAINT),
            Line("Schilderwerk gang, lambrisering", "1", "keer", "1.960,00", PAINT),
        ),
        45, 8, "Yusuf", valid_days=60, ending=Declined(1, ask_in=2, channel="mail"),
    ),
    QuoteStory(
        "thart", "Winkelpui en luifel", "Op maandag, en het moet dinsdag droog zijn.",
        (
            Line("Schilderwerk pui en luifel", "1", "keer", "1.690,00", PAINT),
            Line("Belettering opnieuw zetten", "1", "keer", "385,00", PAINT),
        ),
        34, 8, "Marleen", valid_days=45, ending=Declined(3, ask_in=0, channel="phone"),
    ),
    QuoteStory(
        "vanrijn", "Kantoor: vloer en wanden", "Eén bedrag, en het moet in de kerstvakantie.",
        (
            Line("Tapijttegels Antraciet, 120 m²", "120", "m²", "31,50", FLOORS),
            Line("Wanden sauzen, twee lagen", "210", "m²", "8,75", PAINT),
        ),
        30, 10, "Marleen", valid_days=45, ending=Declined(6, ask_in=-1, channel="mail"),
    ),
)  # fmt: skip
