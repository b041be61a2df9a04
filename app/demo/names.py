"""The words that made-up people and places are drawn from: ordinary names, streets that do not exist."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in text.split(","))


FIRST_NAMES = _listed("""
    Anna, Bas, Bram, Carla, Cees, Chantal, Daan, Dirk, Edwin, Els, Emma, Esra, Fatima, Femke, Floor, Frits,
    Geert, Gerda, Hanneke, Hans, Henk, Ilse, Ineke, Jan, Jasper, Jeroen, Joke, Joost, Karin, Kees, Khadija,
    Kim, Lars, Lieke, Lotte, Maarten, Mandy, Marijke, Marloes, Mees, Mehmet, Mieke, Mohamed, Monique, Niels,
    Noor, Olga, Özlem, Patrick, Peter, Petra, Pieter, Priya, Rachid, Renée, Richard, Rob, Roos, Ruud,
    Sander, Sanne, Saskia, Sem, Sjoerd, Sofie, Stefan, Sven, Teun, Thea, Tim, Tineke, Truus, Willem,
    Willemijn, Wim, Wouter, Yara, Yusuf, Zoë, Łukasz
""")

# With the small word that stands before it: contacts/names.py reads them.
SURNAMES = _listed("""
    Jansen, de Jong, Bakker, Visser, Smit, de Boer, de Groot, Bos, Vos, Peters, Hendriks, van Leeuwen,
    Dekker, Brouwer, de Wit, Dijkstra, Smits, de Graaf, van der Meer, van der Linden, Kok, Jacobs, de Haan,
    Vermeulen, van den Berg, van de Ven, van der Veen, van den Broek, de Bruijn, van der Heijden, Schouten,
    van Beek, Willems, van Vliet, Hoekstra, Maas, Verhoeven, Koster, van Dam, van der Wal, Prins, Blom,
    Huisman, Peeters, de Jonge, Kuipers, van Veen, Post, Kuiper, Veenstra, Kramer, van den Brink, Scholten,
    van Wijk, Postma, Martens, Vink, de Ruiter, Timmermans, Groen, Gerritsen, Jonker, van Loon, Boer, van
    der Velde, Willemsen, Smeets, de Lange, de Vries, Janssen, Mulder, Meijer, van Dijk, el Amrani, Yılmaz,
    Kaya, Öztürk, Wiśniewski, Nguyen, Ramdin, Benali, 't Hart, in 't Veld, op den Kelder, van 't Hof, ter
    Horst, den Haan, von Holst, de la Rive, Jansen-de Boer, Dijkstra-van der Haar, van den IJssel, van der
    Plas, Haasnoot, van Duijn, Ouwehand, van der Kooij, Zandbergen, Duivenvoorden, van Rijn
""")

STREET_BEGINNINGS = _listed("""
    Kwasten, Stopverf, Roerstok, Plooi, Zoom, Lijnolie, Krijtstreep, Spijker, Vloerdeel, Roede, Pelgaarden,
    Bollenmand, Touwslagers, Nettenboeters, Zeilmakers, Kaarsenmakers, Vernis, Plamuur, Beits, Waterglas,
    Zaagbek, Troffel, Lampenpoetsers, Knopen, Vingerhoed, Garenklos, Schietlood, Duimstok, Penseel, Rolmaat
""")

STREET_ENDINGS = _listed("""
    straat, laan, kade, weg, plein, pad, gracht, steeg, plantsoen, hof, singel, dreef
""")

# Place, first and last four figures of its postcodes, area code.
PLACES = (
    ("Leiden", 2311, 2333, "071"),
    ("Leiderdorp", 2351, 2353, "071"),
    ("Oegstgeest", 2341, 2343, "071"),
    ("Voorschoten", 2251, 2254, "071"),
    ("Katwijk", 2221, 2225, "071"),
    ("Rijnsburg", 2231, 2231, "071"),
    ("Noordwijk", 2201, 2204, "071"),
    ("Sassenheim", 2171, 2172, "0252"),
    ("Lisse", 2161, 2163, "0252"),
    ("Hillegom", 2181, 2182, "0252"),
    ("Voorhout", 2215, 2215, "0252"),
    ("Zoeterwoude", 2381, 2382, "071"),
    ("Alphen aan den Rijn", 2401, 2409, "0172"),
    ("Bodegraven", 2411, 2411, "0172"),
    ("Wassenaar", 2241, 2245, "070"),
    ("Voorburg", 2271, 2275, "070"),
    ("Den Haag", 2511, 2597, "070"),
)

TRADES = _listed("""
    Bakkerij, Schildersbedrijf, Kapsalon, Tandartspraktijk, Makelaardij, Bouwbedrijf, Kinderopvang,
    Restaurant, B&B, Fietsenmaker, Bloemist, Administratiekantoor, Fysiotherapie, Slagerij, Basisschool,
    VvE, Autobedrijf, Hoveniersbedrijf, Notariskantoor, Boekhandel, Groothandel, Drukkerij,
    Stukadoorsbedrijf, Interieurbouw
""")

SUPPLIES = _listed("""
    Verffabriek, Behanggroothandel, Vloerengroothandel, Karpetweverij, Koeriersdienst, Gordijnatelier
""")

AGENCIES = _listed("""
    Gemeente, Omgevingsdienst, Waterschap, Keuringsdienst, Brandweer, Winkeliersvereniging
""")

FIRM_ENDINGS = ("", "", " & Zn.", " B.V.", " en Dochters", " V.O.F.")

STORIES = (
    "Woont in een oud huis en wil het zo houden.",
    "Verbouwt kamer voor kamer.",
    "Heeft haast, altijd.",
    "Kijkt eerst thuis op het gemak.",
    "Wil eerst een staal aan de muur zien.",
    "Kwam via de buren.",
    "Belt liever dan mailt.",
    "Weet precies welk kleurnummer.",
    "Werkt op maandag en dinsdag.",
    "Houdt van kleur.",
    "",
    "",
    "",
    "",
)

THEIR_WORDS = (
    "Is het er al in een andere kleur?",
    "Wanneer kunnen jullie komen meten?",
    "Het is mooi geworden, zeg dat maar tegen de jongens.",
    "De levertijd valt me tegen.",
    "Kan het ook in twee keer betaald worden?",
    "Mijn man moet er nog naar kijken.",
    "Ik zag hetzelfde bij een ander, maar dan goedkoper.",
    "Doe maar zoals vorig jaar.",
    "Er ontbreekt een rol.",
    "We wachten tot na de zomer.",
    "Hebben jullie daar een staal van?",
    "De trap kraakt nog steeds.",
)

AGREED = (
    "Wij bellen terug.",
    "Offerte voor het weekend.",
    "Staal meegegeven.",
    "Komen meten op dinsdag.",
    "Nog even niets.",
    "",
    "Nageleverd met de bus.",
    "Volgende week opnieuw bellen.",
)

SUBJECTS = (
    "Gordijnen woonkamer",
    "Vloer begane grond",
    "Schilderwerk buiten",
    "Behang slaapkamer",
    "Traploper",
    "Zonwering",
    "Hal en trapgat",
    "Winkelvloer",
    "Kantoor sauzen",
    "Rolgordijnen keuken",
    "Kozijnen achterzijde",
    "Vloerkleed op maat",
)

# What, unit, from and to which price in whole euros, rate.
WARES = (
    ("Behang, rol van 10 meter", "rol", 24, 68, "high"),
    ("Behangen", "keer", 180, 900, "low"),
    ("Pvc-vloer leggen", "m²", 15, 24, "high"),
    ("Pvc-vloer", "m²", 29, 58, "high"),
    ("Gordijnstof", "m", 32, 95, "high"),
    ("Rails en ophangen", "keer", 90, 380, "high"),
    ("Schilderwerk", "keer", 350, 4200, "low"),
    ("Lak, 2,5 liter", "blik", 48, 79, "high"),
    ("Muurverf, 10 liter", "emmer", 62, 118, "high"),
    ("Rolgordijn op maat", "stuks", 78, 240, "high"),
    ("Houtrot herstellen", "stuks", 65, 140, "low"),
    ("Tapijttegels", "m²", 21, 44, "high"),
)

# Shops that do not exist; the first wins most often.
OTHER_SHOPS = (
    "Vloervoordeel.example",
    "Woonhal De Passage",
    "Kurkhuis Rijnland",
    "Gordijnatelier Noordzee",
    "Verf & Zo.example",
    "Tapijthal Zuid",
    "De Behangkamer",
    "Schilder uit de buurt",
    "Klussenhal.example",
    "Raamdecoratie De Duinen",
)

COULD_HAVE_DONE = (
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "Eerder bellen.",
    "Een staal laten zien.",
    "De prijs uitleggen.",
)
