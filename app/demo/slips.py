"""What went wrong at Kwast & Kleed, and what they agreed about it."""

from app.demo.story import Agreed, Slip

SLIPS = (
    Slip(88, "Yusuf", "Vier ramen gemeten, het waren er vijf. Daardoor klopte de prijs niet.", "Yusuf",
         "haddad", "Roller blinds for the bay window",
         Agreed(82, "Bij een erker meten we twee keer, en we maken een foto van elk raam.", True)),
    Slip(45, "Marleen", "‘Onvoorzien’ op de offerte, zonder te zeggen wat dat is.", "Marleen",
         "ozturk", "Bovenhuis: behang en verf",
         Agreed(40, "Bij elke stelpost zetten we in één zin wat het is. Marleen past de teksten aan.")),
    Slip(34, "Sanne", "De vitrage twee centimeter te lang gemaakt.", "Sanne",
         "vandeberg", "Vitrage en overgordijnen"),
    Slip(6, "Joep", "Terugbelnotitie lag onder de stalen. Mevrouw belde zelf maar.", "Sanne", "jansen"),
    Slip(3, "Yusuf", "De bus was leeg getankt: een half uur te laat op de klus.", "Yusuf"),
)  # fmt: skip
