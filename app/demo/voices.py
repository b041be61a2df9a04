"""What customers of Kwast & Kleed are not happy with, and what they really want."""

from app.demo.story import Longing, Told, Unhappy

COMPLAINTS = (
    Unhappy("bakker", 196, "10:20", "Sanne", "phone",
            "De screens klapperen als het waait. We slapen er niet van.",
            "Dat iemand er deze week naar kijkt.", "Yusuf", -194, "Willemijn Bakker-Pronk",
            "Zonwering zeekant",
            Told(193, "Geleiders met borstels gezet, kosteloos.", "Muisstil nu. Netjes opgelost.", "visit")),
    Unhappy("vandeberg", 34, "11:10", "Sanne", "shop",
            "De vitrage sleept over de vensterbank. Dat had u toch gemeten?",
            "Twee centimeter korter, en niet pas over drie weken.", "Sanne", -32, "A. van der Berg",
            "Vitrage en overgordijnen",
            Told(31, "Ingekort en dezelfde dag weer opgehangen.", "Zo snel! Dank u wel.", "visit")),
    Unhappy("jansen", 6, "16:10", "Joep", "phone",
            "Boven de trap laten twee banen behang los. Precies waar je tegenaan kijkt.",
            "Dat het weer strak zit voor mijn moeder komt.", "Sanne", -1, "Noor Jansen-de Boer",
            "Behang hal en trap"),
    Unhappy("ijssel", 2, "20:40", "Marleen", "mail",
            "Aan de zuidkant van de schuur komt het hout er alweer door. Na één zomer.",
            "Dat u komt kijken vóór ik over het hek beslis.", "Marleen", 1, "Karel van den IJssel",
            "Schuur en bollenhok"),
)  # fmt: skip

WISHES = (
    Longing("jansen", 149, "Yusuf", "Iets warms onder blote voeten dat de trap op kan.", "Een kleed.",
            "PVC-vloer", "Noor Jansen-de Boer"),
    Longing("vandermeer", 121, "Sanne", "Gordijnen die er met Pasen hangen.", "Oude lakens voor het raam.",
            "Sneller leveren", "Saskia van der Meer"),
    Longing("smit", 109, "Sanne", "Kurk en leem, en zo min mogelijk kunststof.", "Laminaat, voorlopig.",
            "Kurk en leem", "Sem Smit", "Vloer en wandafwerking"),
    Longing("elhamdaoui", 105, "Yusuf", "Iets warms over de plavuizen heen, zonder hakwerk.", "Sokken.",
            "PVC vloer", "Mounir el Hamdaoui"),
    Longing("vandeberg", 66, "Sanne", "Overdag licht, ’s avonds geen inkijk.", "Vitrage en een scherm.",
            "Dubbele vitrage", "A. van der Berg",
            what_we_do="Staal van dubbele vitrage hangt in de winkel.", is_done=True),
    Longing("zilteslaap", 60, "Sanne", "Gordijnen in januari, als er geen gasten zijn.",
            "Eén kamer per keer.", "Sneller leveren", "Marjolein Vink",
            what_we_do="Met de groothandel praten over voorraad in de winter."),
    Longing("ozturk", 45, "Marleen", "Een vloer boven die ik zelf kan leggen.", "Zeil.", "PVC-vloer",
            "Ömer Öztürk"),
    Longing("verbeek", 31, "Yusuf", "Hout dat niet kraakt.", "Iets wat erop lijkt.", "PVC-vloer",
            "Kim Verbeek"),
    Longing("bakker", 20, "Sanne", "Een vloer zonder lijm, vanwege de kinderen.", "Losse kleden.",
            "Zonder lijm", "Dirk Bakker"),
)  # fmt: skip
