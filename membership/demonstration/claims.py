"""What the invented organisations claim in the value chain of each cluster."""

from membership.demonstration.cast import Claimed, Proof
from workflows.review import Verdict

_LAB = "Laboratorul Exemplu de Încercări"
_BODY = "Organismul Exemplu de Certificare"

PROECO = {
    "detectie": (
        Claimed("RES", ("C",), "DET",
                "Cercetăm senzori cu mobilitate ionică pentru substanțe toxice de luptă și "
                "industriale, cu prag de alarmare sub un minut.",
                Proof("PRJ", "Proiect de cercetare nr. 12/2024 (exemplu)", "Programul Exemplu",
                      "12/2024")),
        Claimed("DEV", ("C", "B"), "DET",
                "Dezvoltăm detectoare portabile pentru echipe de primă intervenție, de la model "
                "experimental la prototip.",
                Proof("TRP", "Raport de încercare a prototipului D-1", _LAB, "RI 7/2025"),
                Verdict.PARTLY, "Prototipul este dovedit pentru C; pentru B lipsește raportul."),
        Claimed("MAN", ("C",), "DET",
                "Fabricăm detectoare în serie mică, cu control al calității pe fiecare bucată.",
                Proof("QMS", "Certificat ISO 9001", _BODY, "QMS-0000")),
    ),
    "senzori": (
        Claimed("EDU", ("C",), "TRN",
                "Organizăm cursuri generale de electronică pentru operatori de aparatură.",
                Proof("PRD", "Prezentarea cursurilor", "Institutul Exemplu de Senzori"),
                Verdict.NOT_PROVEN, "Cursurile nu au legătură dovedită cu protecția CBRNE."),
    ),
    "protectie": (
        Claimed("MAN", ("C", "B"), "IPP",
                "Fabricăm măști și cartușe filtrante pentru protecție individuală.",
                Proof("CEC", "Certificat UE de tip pentru masca M-2", _BODY, "NB 0000")),
        Claimed("SUP", ("C", "B"), "IPP",
                "Furnizăm echipamente complete de protecție pentru intervenție.",
                Proof("CTR", "Referință de la un beneficiar (exemplu)", "Beneficiar Exemplu")),
    ),
    "laborator": (
        Claimed("TST", ("R", "N"), "IDN",
                "Încercăm și etalonăm aparatură dozimetrică într-un laborator acreditat.",
                Proof("ACR", "Acreditare ISO/IEC 17025 (exemplu)", "Organism de acreditare",
                      "LI 0000")),
        Claimed("RES", ("R",), "MON",
                "Cercetăm rețele de senzori pentru supravegherea radioactivității mediului.",
                Proof("PUB", "Articol despre rețele de senzori", "Revista Exemplu")),
    ),
    "decontaminare": (
        Claimed("OPS", ("C", "B"), "DEC",
                "Intervenim la decontaminarea echipamentelor sensibile, cu voluntari instruiți.",
                Proof("PIL", "Raport al exercițiului Exemplu 2025", "Inspectoratul Exemplu")),
    ),
    "primaria": (
        Claimed("USE", ("C", "R"), "WRN",
                "Înștiințăm populația și punem în aplicare planul local de protecție civilă.",
                Proof("CTR", "Acord de cooperare (exemplu)", "Inspectoratul Exemplu", "3/2025")),
    ),
    "universitate": (
        Claimed("EDU", ("C", "B", "R", "N"), "TRN",
                "Predăm un program de master în securitate CBRNE, cu laborator propriu.",
                Proof("TRC", "Acreditarea programului de master (exemplu)", "Agenția Exemplu",
                      "M 00/2024")),
    ),
    "robotica": (
        Claimed("DEV", ("E",), "EOD",
                "Dezvoltăm un robot pentru neutralizarea dispozitivelor explozive improvizate.",
                Proof("PAT", "Cerere de brevet A/00000 (exemplu)", "Oficiul Exemplu", "A/00000",
                      valid=None)),
    ),
    "consult": (
        Claimed("REG", ("X",), "STD",
                "Consiliem instituții la redactarea planurilor de răspuns.",
                Proof("CTR", "Contract de consultanță (exemplu)", "Beneficiar Exemplu")),
    ),
    "filtre": (
        Claimed("MAN", ("C", "B"), "IPP",
                "Fabricăm cartușe filtrante pentru măști și unități de filtrare.",
                Proof("CEC", "Certificat UE de tip pentru cartușul F-1", _BODY, "NB 0000",
                      valid=-40)),
    ),
    "drone": (
        Claimed("DEV", ("R",), "MON",
                "Dezvoltăm platforme fără pilot pentru supravegherea radioactivității.",
                Proof("TRP", "Raport de încercare a platformei P-3", _LAB, "RI 9/2025")),
    ),
    "simulare": (
        Claimed("EDU", ("C",), "TRN",
                "Organizăm jocuri de simulare pentru echipe de conducere.",
                Proof("PRD", "Prezentarea jocurilor", "Simulare Fictivă SRL"),
                Verdict.NOT_PROVEN, "Jocurile nu au legătură dovedită cu protecția CBRNE."),
    ),
    "antene": (
        Claimed("DEV", ("R",), "MON",
                "Dezvoltăm antene și relee radio pentru supravegherea radioactivității.",
                Proof("TRP", "Raport de încercare a antenei A-2", _LAB, "RI 9/2026")),
    ),
    "capteurs": (
        Claimed("MAN", ("R", "N"), "DET",
                "Nous fabriquons des détecteurs de rayonnement gamma pour les premiers secours.",
                Proof("QMS", "Certificat ISO 9001 (exemple)", _BODY, "QMS-0001")),
    ),
    "ecrane": (
        Claimed("SUP", ("R", "N"), "CPP",
                "Furnizăm ecrane și incinte pentru protecția personalului la radiații ionizante.",
                Proof("PRD", "Fișa de produs a ecranului E-4", "Ecrane Imaginare SRL")),
    ),
}  # fmt: skip

MECHATREC = {
    "detectie": (
        Claimed("RES", ("SEN",), "MDL",
                "Cercetăm senzori inteligenți pentru măsurări dimensionale fără contact.",
                Proof("PRJ", "Proiect de cercetare nr. 12/2024 (exemplu)", "Programul Exemplu",
                      "12/2024")),
        Claimed("DEV", ("SEN", "ELE"), "PRT",
                "Dezvoltăm prototipuri de traductoare cu electronică integrată.",
                Proof("TRP", "Raport de încercare a prototipului T-1", _LAB, "RI 7/2025"),
                Verdict.PARTLY, "Prototipul este dovedit; electronica integrată doar parțial."),
        Claimed("PRO", ("SEN",), "SER",
                "Producem traductoare în serie mică și medie, cu etalonare proprie.",
                Proof("QMS", "Certificat ISO 9001", _BODY, "QMS-0000")),
    ),
    "senzori": (
        Claimed("EDU", ("MFN",), "FRM",
                "Organizăm cursuri generale pentru operatori de mașini-unelte.",
                Proof("PRD", "Prezentarea cursurilor", "Institutul Exemplu de Senzori"),
                Verdict.NOT_PROVEN, "Cursurile nu au legătură dovedită cu mecatronica."),
    ),
    "protectie": (
        Claimed("PRO", ("MFN", "ACT"), "SER",
                "Fabricăm mecanisme fine și acționări pentru echipamente de precizie.",
                Proof("CEC", "Declarație de conformitate (exemplu)", _BODY, "NB 0000")),
        Claimed("COM", ("ACT",), "COM",
                "Vindem acționări electrice și asigurăm piese de schimb.",
                Proof("CTR", "Referință de la un beneficiar (exemplu)", "Beneficiar Exemplu")),
    ),
    "laborator": (
        Claimed("TST", ("SEN",), "INC",
                "Încercăm și etalonăm aparate de măsurat într-un laborator acreditat.",
                Proof("ACR", "Acreditare ISO/IEC 17025 (exemplu)", "Organism de acreditare",
                      "LI 0000")),
        Claimed("RES", ("CTL",), "CDI",
                "Cercetăm algoritmi de control pentru bancuri de încercare.",
                Proof("PUB", "Articol despre bancuri de încercare", "Revista Exemplu")),
    ),
    "decontaminare": (
        Claimed("TTR", ("CPS",), "SUP",
                "Sprijinim transferul de soluții ciber-mecatronice către întreprinderi mici.",
                Proof("PIL", "Raport al demonstrației Exemplu 2025", "Organizator Exemplu")),
    ),
    "primaria": (
        Claimed("CAT", ("CPS",), "SUP",
                "Punem la dispoziție un spațiu pentru demonstrarea roboților de serviciu.",
                Proof("CTR", "Acord de cooperare (exemplu)", "Partener Exemplu", "3/2025")),
    ),
    "universitate": (
        Claimed("EDU", ("CTL", "ROB"), "FRM",
                "Predăm un program de master în mecatronică avansată, cu laborator propriu.",
                Proof("TRC", "Acreditarea programului de master (exemplu)", "Agenția Exemplu",
                      "M 00/2024")),
    ),
    "robotica": (
        Claimed("DEV", ("ROB",), "PRT",
                "Dezvoltăm un cobot pentru linii de montaj de precizie.",
                Proof("PAT", "Cerere de brevet A/00000 (exemplu)", "Oficiul Exemplu", "A/00000",
                      valid=None)),
    ),
    "consult": (
        Claimed("CAT", ("SRV",), "SUP",
                "Oferim consultanță pentru digitalizarea liniilor de producție.",
                Proof("CTR", "Contract de consultanță (exemplu)", "Beneficiar Exemplu")),
    ),
    "filtre": (
        Claimed("PRO", ("MFN", "ACT"), "SER",
                "Fabricăm mecanisme fine pentru unități de filtrare.",
                Proof("CEC", "Declarație de conformitate F-1 (exemplu)", _BODY, "NB 0000",
                      valid=None)),
    ),
    "drone": (
        Claimed("PRO", ("ACT",), "SER",
                "Fabricăm acționări electrice pentru platforme fără pilot.",
                Proof("CEC", "Declarație de conformitate P-3 (exemplu)", _BODY, "NB 0000")),
    ),
    "simulare": (
        Claimed("EDU", ("MFN",), "FRM",
                "Organizăm jocuri de simulare pentru echipe de conducere.",
                Proof("PRD", "Prezentarea jocurilor", "Simulare Fictivă SRL"),
                Verdict.NOT_PROVEN, "Jocurile nu au legătură dovedită cu mecatronica."),
    ),
    "antene": (
        Claimed("DEV", ("SEN",), "PRT",
                "Dezvoltăm antene și senzori fără fir pentru mașini în mișcare.",
                Proof("TRP", "Raport de încercare a antenei A-2", _LAB, "RI 9/2026")),
    ),
    "capteurs": (
        Claimed("PRO", ("SEN", "OPT"), "SER",
                "Nous fabriquons des capteurs optiques de position en petite série.",
                Proof("QMS", "Certificat ISO 9001 (exemple)", _BODY, "QMS-0001")),
    ),
    "ecrane": (
        Claimed("COM", ("OPT",), "COM",
                "Vindem ecrane și geamuri optice pentru celule robotizate.",
                Proof("PRD", "Fișa de produs a ecranului E-4", "Ecrane Imaginare SRL")),
    ),
}  # fmt: skip

CLAIMS = {"proeco-cbrne": PROECO, "mechatrec": MECHATREC}
