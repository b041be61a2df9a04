"""Who is in the box of Kwast & Kleed: forty invented cards, the hard names among them.

Streets are made up, mail ends in .example, and the telephone numbers are never given out (071 0.., 0252 0..,
06 00 00 00 ..), so nobody who looks around can ring or write to a real person.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Branch:
    """A shop of our own."""

    name: str
    street: str
    postcode: str
    place: str
    phone: str
    email: str
    route_note: str
    hours: str = "di t/m vr 9.30–18.00, za 9.30–17.00 uur"


OUR_BRANCHES = (
    Branch("Leiden", "Kwastenpad 7", "2312 EZ", "Leiden", "071 012 00 07", "leiden@kwastenkleed.example",
           "Vanaf het station tien minuten lopen. Laden en lossen kan achter, in de Stopverfsteeg."),
    Branch("Katwijk", "Nettenzolder 21", "2225 XK", "Katwijk", "071 012 00 21",
           "katwijk@kwastenkleed.example",
           "Op het terrein rechts aanhouden, de groene deur. Parkeren is gratis."),
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A contact person: the name as it is said, and the ways to reach this person."""

    name: str
    salutation: str = ""
    phones: tuple[tuple[str, str], ...] = ()
    emails: tuple[str, ...] = ()
    job: str = ""
    best_time: str = ""
    note: str = ""
    name_rule: str = "nl"
    left_days_ago: int | None = None


@dataclass(frozen=True)
class Place:
    """An address; kind is visit, post, delivery or invoice."""

    street: str
    number: str
    postcode: str
    place: str
    suffix: str = ""
    kind: str = "visit"
    name: str = ""
    country: str = "NL"
    in_charge: str = ""


@dataclass(frozen=True)
class Card:
    """One card. `stage` is what it is on the day it is made; buying makes it current by itself.

    `came_through` is the key of a card that was made earlier.
    """

    key: str
    name: str
    made_days_ago: int
    stage: str = ""
    roles: tuple[str, ...] = ()
    is_organisation: bool = False
    persons: tuple[Person, ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    story: str = ""
    good_to_know: str = ""
    star: str = ""
    regular: str = ""
    tags: tuple[str, ...] = ()
    about: str = ""
    our_reference: str = ""
    counter_hours: str = ""
    is_emergency: bool = False
    last_purchase_days_ago: int | None = None
    came_through: str = ""
    source: str = "Kwam in de winkel"
    language: str = "nl"


CURRENT_PRIVATE = (
    Card(
        "devries", "Fam. De Vries", 640, "current", regular="Sanne", tags=("Buitenwerk",),
        persons=(
            Person("Maria de Vries", "ms", (("06 00 00 00 12", "mobiel"),), ("maria@devries.example",),
                   best_time="na 10 uur"),
            Person("Jan de Vries", "mr", (("06 00 00 00 13", "mobiel"),)),
        ),
        phones=(("071 012 34 56", "thuis"),),
        places=(Place("Roerstokweg", "18", "2313 KT", "Leiden"),),
        story="Jaren-dertighuis, hebben alles nog in de oude kleuren. Maria kiest, Jan meet.",
        good_to_know="Hond in de gang, heet Tobber. Koffie met melk.", last_purchase_days_ago=400,
    ),
    Card(
        "verbeek", "Kim Verbeek", 210, "potential", regular="Sanne",
        persons=(Person("Kim Verbeek", "", (("06 00 00 00 78", "mobiel"),), ("kim.verbeek@post.example",)),),
        accounts=("https://www.instagram.com/kim.verbeek.plooikade",),
        places=(Place("Plooikade", "44", "2315 GD", "Leiden", "bis"),),
        story="Eerste eigen huis. Spaart per kamer en wil per kamer beslissen.",
        source="Via familie De Vries",
    ),
    Card(
        "jansen", "Noor Jansen-de Boer", 330, "potential", regular="Sanne", tags=("PVC-vloer",),
        persons=(
            Person("Noor Jansen-de Boer", "ms", (("06 00 00 00 31", "mobiel"),),
                   ("noor@jansendeboer.example",),
                   best_time="niet op woensdag"),
        ),
        accounts=("https://instagram.com/noor.jansendeboer.12", "nl.pinterest.com/noors_plankje_12"),
        places=(Place("Haarlemmerstraat", "12", "2312 DM", "Leiden", "II"),),
        story="Bovenwoning met smalle trap: alles moet in stukken naar boven.",
        good_to_know="Trap is 68 cm breed.",
    ),
    Card(
        "ozturk", "Ömer Öztürk", 300, "potential", regular="Yusuf", tags=("PVC-vloer",),
        persons=(
            Person("Ömer Öztürk", "mr", (("071 112 20 18", "werk"), ("06 00 00 00 44", "mobiel")),
                   ("omer.ozturk@post.example",)),
        ),
        places=(Place("Lijnolielaan", "9", "2321 VA", "Leiden"),),
        story="Verbouwt een winkel met bovenhuis. Rekent alles zelf na en dat mag.",
    ),
    Card(
        "ijssel", "Karel van den IJssel", 420, "potential", regular="Marleen", tags=("Buitenwerk",),
        persons=(Person("Karel van den IJssel", "mr", (("0252 11 48 02", "thuis"),),
                        ("karel@vandenijssel.example",)),),
        places=(Place("Bollenmandweg", "3", "2201 LW", "Noordwijk"),),
        story="Gepensioneerd tuinder. Weet van hout meer dan wij.",
        good_to_know="Belt liever zelf niet; mailt ’s avonds.",
    ),
    Card(
        "vandermeer", "Fam. Van der Meer", 390, "potential", regular="Sanne",
        persons=(
            Person("Saskia van der Meer", "ms", (("06 00 00 00 52", "mobiel"),),
                   ("saskia@vandermeer.example",)),
            Person("Rob van der Meer", "mr", (("06 00 00 00 53", "mobiel"),)),
        ),
        phones=(("0252 01 61 70", "thuis"),),
        places=(Place("Zoomsteeg", "27", "2171 BC", "Sassenheim"),),
        story="Drie kinderen, twee katten: alles moet tegen een stootje kunnen.",
    ),
    Card(
        "bakker", "Fam. Bakker-Pronk", 350, "potential", regular="Sanne",
        persons=(
            Person("Willemijn Bakker-Pronk", "ms", (("06 00 00 00 61", "mobiel"),),
                   ("willemijn@bakkerpronk.example",)),
            Person("Dirk Bakker", "mr"),
        ),
        phones=(("071 014 22 80", "thuis"),),
        places=(Place("Pelgaarde", "110", "2224 AM", "Katwijk", "A"),),
        story="Huis aan zee: zon, zout en zand. Zoekt wat niet verschiet.",
    ),
    Card(
        "vandeberg", "Anna van der Berg", 260, "potential", regular="Sanne", star="ambassadeur van de straat",
        persons=(
            Person("A. van der Berg", "ms", (("071 012 90 11", "thuis"),), ("anna@vanderberg.example",),
                   best_time="na het journaal van 6 uur niet meer"),
        ),
        places=(Place("Krijtstreepstraat", "5", "2341 HB", "Oegstgeest"),),
        story="Kent de hele straat. Stuurde ons twee buren.",
        good_to_know="Praat graag even. Neem de tijd.",
    ),
)  # fmt: skip

CURRENT_ORGANISATIONS = (
    Card(
        "thart", "Bakkerij ’t Hart", 700, "current", is_organisation=True, regular="Marleen",
        persons=(
            Person("Els ’t Hart", "ms", (("06 00 00 00 20", "mobiel"),), ("els@bakkerijthart.example",),
                   "eigenaar",
                   best_time="na de drukte van 11 uur"),
        ),
        phones=(("0252 01 23 45", "winkel"),),
        accounts=("https://www.marktplaats.nl/u/bakkerij-plamuurplein/4417001/",
                  "https://m.facebook.com/bakkerijthart.plamuurplein",),
        websites=("www.bakkerijthart.example",),
        places=(Place("Plamuurplein", "2", "2161 JS", "Lisse"),),
        story="Twee winkels, één oven. Wil werk op maandag: dan is de winkel dicht.",
        good_to_know="Neem nooit gebak mee.", last_purchase_days_ago=390,
    ),
    Card(
        "vve", "VvE Drogerskade 2 t/m 48", 500, "potential", is_organisation=True, regular="Marleen",
        tags=("Buitenwerk",),
        persons=(
            Person("Wim Haasnoot", "mr", (("06 00 00 00 81", "mobiel"),), ("voorzitter@drogerskade.example",),
                   "voorzitter"),
            Person("Ineke van Duijn", "ms", (("06 00 00 00 82", "mobiel"),), ("kas@drogerskade.example",),
                   "penningmeester"),
            Person("Bas den Haan", "mr", (("06 00 00 00 83", "mobiel"),), job="onderhoud",
                   note="Heeft de sleutels van alle trappenhuizen."),
            Person("Chantal Ouwehand", "ms", emails=("secretaris@drogerskade.example",), job="secretaris"),
        ),
        places=(
            Place("Drogerskade", "2", "2225 TX", "Katwijk"),
            Place("Postbus", "44", "2220 AB", "Katwijk", kind="post"),
        ),
        story="24 woningen. Beslissen in de vergadering, drie keer per jaar.",
        good_to_know="De penningmeester wil altijd drie bedragen zien.",
    ),
    Card(
        "zilteslaap", "B&B De Zilte Slaap", 280, "potential", is_organisation=True, regular="Sanne",
        persons=(Person("Marjolein Vink", "ms", (("06 00 00 00 90", "mobiel"),),
                        ("hallo@zilteslaap.example",), "eigenaar"),),
        accounts=("https://www.threads.net/@zilteslaap", "https://maps.app.goo.gl/ZilteSlaapVerzonnen1",
                  "instagram.com/zilteslaap.vuurbakenpad", "https://www.tiktok.com/@zilteslaap"),
        websites=("zilteslaap.example",),
        places=(Place("Vuurbakenpad", "1", "2202 NB", "Noordwijk"),),
        story="Vijf kamers, elk een eigen kleur. In het seizoen kan er niets gesloten worden.",
    ),
    Card(
        "tandarts", "Tandartspraktijk Molenaar & Yıldız", 310, "potential", is_organisation=True,
        regular="Yusuf",
        persons=(
            Person("Deniz Yıldız", "", (("071 013 55 10", "praktijk"),), ("praktijk@molenaaryildiz.example",),
                   "tandarts"),
            Person("Petra Molenaar", "ms", job="tandarts"),
        ),
        places=(Place("Vernisplantsoen", "60", "2317 MC", "Leiden"),),
        story="Alles moet afwasbaar zijn en op één dag klaar.",
        good_to_know="Bellen tussen 12.30 en 13.00 uur.",
    ),
    Card(
        "vanderplas", "Schildersbedrijf Van der Plas", 900, "current", ("supplier",), is_organisation=True,
        regular="Sanne",
        star="doet ook klussen voor ons",
        persons=(
            Person("Ben van der Plas", "mr", (("06 00 00 00 17", "mobiel"),),
                   ("ben@vanderplas.example",), "eigenaar",
                   best_time="na 17 uur"),
            Person("Rik van der Plas", "mr", (("06 00 00 00 18", "mobiel"),), job="zoon, doet de inkoop"),
            Person("Anja Mol", "ms", job="boekhouding", best_time="di en do"),
        ),
        phones=(("071 012 87 40", "werkplaats, 7.30 tot 16.30 uur"),),
        accounts=("https://www.instagram.com/vanderplas.schildert?igsh=abc", "https://wa.me/31600000017"),
        places=(
            Place("Touwbaan", "4", "2225 XK", "Katwijk", "A"),
            Place("Postbus", "123", "2220 AC", "Katwijk", kind="post"),
        ),
        story="Ben en zijn zoon Rik. Wil alles op kleurnummer, liefst per app.",
        good_to_know="Drinkt koffie zwart.", last_purchase_days_ago=70,
    ),
    Card(
        "gemeente", "Gemeente Leiden, vergunningen", 800, "current", ("agency",), is_organisation=True,
        regular="Marleen",
        persons=(Person("Loket vergunningen", phones=(("071 016 00 40", ""),),
                        emails=("loket@gemeente.example",)),),
        places=(Place("Zegelplein", "1", "2311 BA", "Leiden"),),
        about="Vergunning voor de uitstalling op de stoep", our_reference="UIT-0417-K",
        counter_hours="ma t/m vr 9.00–12.30 uur",
        story="Wij vragen daar vergunning, zij laten bij ons schilderen.", last_purchase_days_ago=760,
    ),
    Card(
        "derol", "Behanggroothandel De Rol", 850, "current", ("supplier",), is_organisation=True,
        regular="Sanne",
        persons=(Person("Stefan Gouda", "mr", (("0172 01 44 10", "binnendienst"),),
                        ("bestellen@derol.example",), "binnendienst"),),
        accounts=("https://www.linkedin.com/company/behanggroothandel-de-rol",),
        websites=("derol.example",),
        places=(Place("Rolgordijnstraat", "88", "2404 HK", "Alphen aan den Rijn"),),
        about="Behang en lijm, levert dinsdag en vrijdag", our_reference="KK-2210",
        last_purchase_days_ago=120,
        story="Leveren aan ons; voor hun kantoor kopen ze hier hun gordijnen.",
    ),
    Card(
        "vanrijn", "Aannemings- en Onderhoudsbedrijf Gebroeders Van Rijn en Zonen Voorhout B.V.", 450,
        "potential", is_organisation=True,
        regular="Marleen",
        persons=(
            Person("Cor van Rijn", "mr", (("06 00 00 00 70", "mobiel"),), ("cor@vanrijnenzonen.example",),
                   "directeur"),
            Person("Daphne de Ruiter", "ms", (("0252 02 10 15", "kantoor"),),
                   ("inkoop@vanrijnenzonen.example",), "inkoop"),
            Person("Stef Zuidhoek", "mr", (("06 00 00 00 71", "mobiel"),), job="voorman loods",
                   best_time="voor 8 uur"),
            Person("Renske Paauw", "ms", (("06 00 00 00 72", "mobiel"),), job="showroom"),
        ),
        accounts=("https://nl.linkedin.com/company/gebroeders-van-rijn-voorhout/about",),
        places=(
            Place("Vloerdeelweg", "12", "2215 RK", "Voorhout", name="Kantoor en werkplaats",
                  in_charge="Cor van Rijn"),
            Place("Troffelgracht", "31", "2316 ZL", "Leiden", name="Loods Leiden", in_charge="Stef Zuidhoek"),
            Place("Metselkade", "3", "2182 BB", "Hillegom", name="Showroom Hillegom",
                  in_charge="Renske Paauw"),
            Place("Steigerpad", "77", "2403 PR", "Alphen aan den Rijn", name="Opslag Alphen"),
        ),
        story="Bouwt en verbouwt in de hele streek. Wil één bedrag, op tijd.",
    ),
)  # fmt: skip

POTENTIAL = (
    Card(
        "elhamdaoui", "Mounir el Hamdaoui", 150, "potential", regular="Sanne", tags=("PVC-vloer",),
        persons=(Person("Mounir el Hamdaoui", "mr", (("06 00 00 00 35", "mobiel"),),
                        ("mounir@elhamdaoui.example",)),),
        accounts=("https://www.tiktok.com/@mounir.verbouwt.oud",),
        places=(Place("Spijkerkade", "15", "2401 BD", "Alphen aan den Rijn"),),
        story="Koopt een huis met oude plavuizen en wil er iets warms op.",
    ),
    Card("gerrit", "Gerrit van de markt", 33, "potential",
         story="Vroeg naar bootlak. Achternaam weten we niet."),
    Card(
        "vdberg", "A. v.d. Berg", 20, "potential",
        phones=(("071-0129011", "thuis"),),
        places=(Place("Krijtstreepstraat", "5", "2341 HB", "Oegstgeest"),),
        source="Gebeld op zaterdag",
        story="Belde over vitrage. Joep wist niet of er al een kaart was.",
    ),
    Card(
        "haddad", "ليلى حداد", 120, "potential", regular="Yusuf", language="en",
        persons=(Person("ليلى حداد", "ms", (("06 00 00 00 47", "mobiel"),), ("layla@haddad.example",),
                        note="Schrijft haar naam ook als Layla Haddad."),),
        accounts=("https://wa.me/31600000047",),
        places=(Place("Waterglaslaan", "204", "2517 KC", "Den Haag"),),
        story="Spreekt liever Engels. Wil rolgordijnen op maat in een erker.",
    ),
    Card(
        "wisniewska", "Zofia Wiśniewska", 95, "potential",
        persons=(Person("Zofia Wiśniewska", "ms", (("06 00 00 00 39", "mobiel"),),
                        ("zofia@wisniewska.example",)),),
        accounts=("https://t.me/zofia_plamuur",),
        places=(Place("Tuinboonpad", "8", "2181 VE", "Hillegom"),),
        story="Huurt, mag zelf verven. Zoekt kleuren die de verhuurder goedvindt.",
    ),
    Card(
        "zonnetje", "Studio Zonnetje 🌞", 60, "potential", is_organisation=True, regular="Sanne",
        persons=(Person("Fatima Bouzid", "ms", (("06 00 00 00 58", "mobiel"),),
                        ("hoi@studiozonnetje.example",), "eigenaar"),),
        accounts=("https://www.instagram.com/studio.zonnetje", "@zonnetje.bsky.social"),
        places=(Place("Stopverfsteeg", "3", "2312 EX", "Leiden"),),
        story="Yogastudio. Geen geur, geen glans.",
    ),
    Card(
        "degroot", "Tim de Groot", 110, "potential",
        persons=(Person("Tim de Groot", "mr", (("06 00 00 00 64", "mobiel"),), ("tim@degroot.example",),
                        "bouwt websites",
                        note="Vulde ons formulier in: <script>alert('hoi')</script>. Grapje, zei hij 😄"),),
        accounts=("https://x.com/timdegroot_grapt", "https://www.youtube.com/@timdegrootbouwt",
                  "https://mastodon.example/@timdegroot",),
        places=(Place("Kwikstaartgaarde", "77", "2253 TR", "Voorschoten"),),
        story="Maakt overal <b>grapjes</b> mee, ook met formulieren.",
    ),
    Card(
        "vuurbaak", "Basisschool De Vuurbaak", 75, "potential", is_organisation=True, regular="Yusuf",
        persons=(Person("Hanneke Schaap", "ms", (("071 014 70 15", "administratie"),),
                        ("administratie@vuurbaak.example",),
                        "directeur", best_time="na schooltijd, vanaf 15 uur"),),
        places=(Place("Nettenzolder", "50", "2225 XM", "Katwijk"),),
        story="Werk kan alleen in de vakantie.",
    ),
    Card(
        "vos", "Fleur Vos", 130, "potential", regular="Sanne", came_through="vandeberg",
        persons=(Person("Fleur Vos", "ms", (("06 00 00 00 29", "mobiel"),), ("fleur.vos@post.example",)),),
        accounts=("https://www.snapchat.com/add/fleur.vos-plooi",),
        places=(Place("Gordijnroede", "19", "2317 ES", "Leiden"),),
        story="Verhuisde in haast en moest snel iets voor de ramen.",
    ),
    Card(
        "smit", "Sem Smit en Priya Ramdin", 140, "potential", regular="Sanne", came_through="vandeberg",
        persons=(
            Person("Sem Smit", "", (("06 00 00 00 26", "mobiel"),), ("sem.smit@post.example",)),
            Person("Priya Ramdin", "ms", (("06 00 00 00 27", "mobiel"),)),
        ),
        places=(Place("Weipoldergaarde", "6", "2382 NJ", "Zoeterwoude"),),
        story="Willen zo min mogelijk kunststof in huis.",
    ),
)  # fmt: skip

OLD = (
    Card(
        "vandamme", "Luc Van Damme", 1500, "old",
        persons=(Person("Luc Van Damme", "mr", (("+32 50 00 01 23", "thuis"),), ("luc@vandamme.example",),
                        name_rule="be"),),
        places=(Place("Duinpannelaan", "14", "8300", "Knokke", country="BE"),),
        story="Had een tweede huis in Katwijk. Verkocht.", last_purchase_days_ago=980,
    ),
    Card(
        "dewit", "Joke de Wit", 1250, "old", tags=("Belt liever",),
        persons=(Person("Joke de Wit", "ms", (("0172 02 71 30", "thuis"),)),),
        places=(Place("Sierbandpad", "33", "2406 AT", "Alphen aan den Rijn"),),
        story="Geen e-mail, geen computer. Post of bellen.", last_purchase_days_ago=1010,
    ),
    Card(
        "rijnzicht", "Makelaardij Rijnzicht", 1300, "old", is_organisation=True, regular="Marleen",
        persons=(Person("Frederique van Leeuwen", "ms", (("0172 02 55 00", "kantoor"),),
                        ("info@rijnzicht.example",), "makelaar"),),
        accounts=("https://www.linkedin.com/in/frederique-rijnzicht-verzonnen",
                  "https://twitter.com/rijnzicht_oud",),
        places=(Place("Kozijngracht", "70", "2402 GH", "Alphen aan den Rijn"),),
        story="Liet huizen opknappen voor de verkoop.", last_purchase_days_ago=860,
    ),
    Card(
        "duimelot", "Kinderopvang Duimelot", 1400, "old", is_organisation=True, regular="Yusuf",
        persons=(
            Person("Roos Verhoeven", "ms", (("071 015 30 30", "kantoor"),), ("roos@duimelot.example",),
                   "locatiehoofd"),
            Person("Ton Hoogendoorn", "mr", (("06 00 00 00 73", "mobiel"),), job="was locatiehoofd",
                   left_days_ago=200),
        ),
        places=(Place("Blokkendoosplein", "4", "2352 PL", "Leiderdorp"),),
        story="Veilig en afwasbaar. Ton, die ons kende, is weg.", last_purchase_days_ago=790,
    ),
    Card(
        "prins", "Henk Prins", 1100, "old", tags=("Niet bellen",),
        persons=(Person("Henk Prins", "mr", (("06 00 00 00 66", "mobiel"),),
                        ("h.prins@post.example",)),),
        places=(Place("Buxushaag", "2", "2243 CD", "Wassenaar"),),
        good_to_know="Niet bellen. Mailen mag.",
        story="Heeft een groot huis en alle tijd.", last_purchase_days_ago=820,
    ),
    Card(
        "kuipers", "Fam. Kuipers", 1200, "old",
        persons=(
            Person("Greetje Kuipers", "ms", (("0252 02 80 09", "thuis"),)),
            Person("Arie Kuipers", "mr"),
        ),
        accounts=("https://hyves.example/greetje-kuipers",),
        places=(Place("Bloemkwekerspad", "55", "2182 XA", "Hillegom"),),
        story="Kochten alles bij Marleens vader.", last_purchase_days_ago=900,
    ),
)  # fmt: skip

SUPPLIERS_AND_AGENCIES = (
    Card(
        "stofhuis", "Het Stofhuis", 850, roles=("supplier",), is_organisation=True, regular="Sanne",
        persons=(Person("Lidewij Postma", "ms", (("06 00 00 00 85", "mobiel"),),
                        ("lidewij@stofhuis.example",), "vertegenwoordiger"),),
        phones=(("071 017 12 00", "bestellen"),), websites=("https://stofhuis.example/dealers",),
        about="Verf, beits en gordijnstoffen, levert op woensdag", our_reference="4471",
        accounts=("https://www.pinterest.com/stofhuisstalen",
                  "https://www.youtube.com/channel/UCverzonnenStofhuis0000000",),
        places=(Place("Weefgetouwweg", "101", "2331 AX", "Leiden"),),
        story="Belt terug, altijd.",
    ),
    Card(
        "plank", "Vloerengroothandel Plank & Draad", 820, roles=("supplier",), is_organisation=True,
        regular="Yusuf",
        persons=(Person("Jeroen Blok", "mr", (("06 00 00 00 86", "mobiel"),),
                        ("verkoop@plankendraad.example",), "verkoop"),),
        phones=(("0172 03 00 15", "bestellen vóór 14 uur"),),
        about="Hout, laminaat, pvc en karpet", our_reference="KWAST01",
        places=(Place("Zaagbekkanaal", "5", "2408 VZ", "Alphen aan den Rijn"),),
        story="Levertijd pvc: vraag het na, die wisselt.",
    ),
    Card(
        "rapras", "Koeriersdienst Rap & Ras", 400, roles=("supplier",), is_organisation=True,
        phones=(("06 00 00 00 87", "planning"),), emails=("planning@rapenras.example",),
        about="Brengt rollen en platen tot op de bouw",
        places=(Place("Postbus", "9", "2230 AA", "Rijnsburg", kind="post"),),
        story="Geen vaste contactpersoon; de planning neemt op.",
    ),
    Card(
        "vantellingen", "Administratiekantoor Van Tellingen", 880, roles=("supplier",), is_organisation=True,
        regular="Marleen",
        persons=(Person("Mieke van Tellingen", "ms", (("071 018 44 02", "direct"),),
                        ("mieke@vantellingen.example",), "boekhouder"),),
        about="Boekhouding en btw-aangifte", places=(Place("Kassabonkade", "23", "2274 EH", "Voorburg"),),
        story="Wil de bonnen vóór de vijfde van de maand.",
    ),
    Card(
        "omgevingsdienst", "Omgevingsdienst Duinrand", 600, roles=("agency",), is_organisation=True,
        regular="Yusuf",
        phones=(("071 016 21 00", "algemeen"),), emails=("meldingen@odduinrand.example",),
        about="Opslag van verf en oplosmiddel, afvalstoffen", our_reference="OD-88120",
        counter_hours="ma t/m do 9.00–16.00 uur",
        places=(Place("Milieupark", "10", "2332 CA", "Leiden"),),
        story="Controleren de verfkelder eens per jaar.",
    ),
    Card(
        "keuring", "Keuringsdienst Veilig Blussen", 610, roles=("agency",), is_organisation=True,
        regular="Yusuf",
        persons=(Person("Nico Zwart", "mr", (("06 00 00 00 88", "mobiel"),), ("nico@veiligblussen.example",),
                        "keurmeester"),),
        about="Keuring van blusmiddelen en ladders", our_reference="VB-3009",
        places=(Place("Slanghaspelweg", "8", "2222 AR", "Katwijk"),),
        story="Komt met een bus en is in een uur klaar.",
    ),
    Card(
        "waterschap", "Waterschap De Rijnkade", 590, roles=("agency",), is_organisation=True,
        is_emergency=True,
        phones=(("071 016 99 99", "storing, dag en nacht"),),
        about="Wateroverlast in de kelder en de steeg", our_reference="K-204",
        places=(Place("Gemaallaan", "1", "2333 CD", "Leiden"),),
        story="Bij hoog water loopt de steeg onder. Eerst bellen, dan scheppen.",
    ),
    Card(
        "winkeliers", "Winkeliersvereniging Om de Hoek", 700, roles=("agency",), is_organisation=True,
        regular="Marleen",
        persons=(Person("Yvonne Kraan", "ms", (("06 00 00 00 89", "mobiel"),), ("yvonne@omdehoek.example",),
                        "voorzitter"),),
        about="Feestverlichting, koopzondagen, gezamenlijke folder",
        counter_hours="vergadert eerste dinsdag van de maand",
        accounts=("https://www.facebook.com/winkeliersomdehoek.verzonnen",),
        places=(Place("Kwastenpad", "19", "2312 EZ", "Leiden"),),
        story="Marleen zit in de commissie voor de feestverlichting.",
    ),
)  # fmt: skip

CARDS = (*CURRENT_PRIVATE, *CURRENT_ORGANISATIONS, *POTENTIAL, *OLD, *SUPPLIERS_AND_AGENCIES)
