"""Who plays: invented people and organisations, with identifiers that pass their checks."""

from dataclasses import dataclass, replace

from membership.models import Confidentiality, Office
from workflows.permission import Role
from workflows.review import Verdict


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody of the house: name, roles, and the Board's seat if any."""

    key: str
    name: str
    roles: tuple[Role, ...]
    seat: Office | None = None


STAFF = (
    Staff("secretariat", "Ioana Exemplu", (Role.SECRETARIAT,)),
    Staff("rapporteur", "Andrei Raportor", (Role.RAPPORTEUR,)),
    Staff("chair", "Elena Președinte-Exemplu", (Role.BOARD, Role.CHAIR), Office.CHAIR),
    Staff("vice", "Mihai Vice-Exemplu", (Role.BOARD, Role.VICE_CHAIR), Office.VICE_CHAIR),
    Staff("board", "Sorina Consilier", (Role.BOARD,), Office.SECRETARY),
    Staff("fourth", "Radu Închipuit", (Role.BOARD,), Office.MEMBER),
    Staff("fifth", "Carmen Imaginaru", (Role.BOARD,), Office.MEMBER),
    Staff("auditor", "Dan Cenzor-Exemplu", (Role.AUDITOR,)),
    Staff("administrator", "Alina Administrator", (Role.ADMINISTRATOR,)),
    Staff("second", "Simona Raportoare", (Role.RAPPORTEUR,)),
    Staff("deputy", "Ilinca Supleant-Exemplu", (Role.BOARD,)),
)
CHAIR = next(one.name for one in STAFF if one.key == "chair")
SEATED = tuple(one.key for one in STAFF if one.seat)


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence, whose file is a small PDF that says what it is."""

    kind: str
    title: str
    issuer: str
    number: str = ""
    confidentiality: Confidentiality = Confidentiality.CLUSTER
    valid: int | None = 500
    """For so many days still, where its kind expires; fewer than none when it has expired, None
    when it bears no last day."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim in the value chain, its proof, and what the rapporteur finds of it."""

    stage: str
    fields: tuple[str, ...]
    capability: str
    description: str
    proof: Proof
    verdict: Verdict = Verdict.PROVEN
    reason: str = "Documentul prezentat susține afirmația."


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """An invented legal person, as its register would write it."""

    key: str
    name: str
    form: str
    fiscal_code: str
    register_number: str
    locality: str
    county: str
    representative: str
    office: str
    email: str
    country: str = "RO"


def _applicant(key: str, name: str, form: str, code: str, register: str, *where: str) -> Applicant:
    locality, county, representative, office = where
    return Applicant(
        key=key, name=name, form=form, fiscal_code=code, register_number=register,
        locality=locality, county=county, representative=representative, office=office,
        email=f"{key}@example.ro",
    )  # fmt: skip


APPLICANTS = (
    _applicant("detectie", "Detecție Exemplu SRL", "srl", "990000013", "J2012999901400",
               "București", "București", "Ana Model", "administrator"),
    _applicant("senzori", "Institutul Exemplu de Senzori", "incd", "990000021",
               "HG nr. 0000/1996 (exemplu)", "Măgurele", "Ilfov", "Victor Model",
               "director general"),
    _applicant("protectie", "Protecție Model SA", "sa", "990000030", "J2014999903404",
               "Brașov", "Brașov", "Irina Machetă", "director general"),
    _applicant("laborator", "Laboratorul Ipotetic de Încercări SRL", "srl", "990000048",
               "J2015999904406", "Cluj-Napoca", "Cluj", "Paul Ipotetic", "administrator"),
    _applicant("decontaminare", "Asociația Ipotetică pentru Decontaminare", "asociatie",
               "990000056", "0/A/0000 (exemplu)", "Iași", "Iași", "Oana Închipuită",
               "președintă"),
    _applicant("primaria", "Primăria Orașului Imaginar", "uat", "990000064", "",
               "Imaginar", "Prahova", "Gheorghe Imaginar", "primar"),
    _applicant("universitate", "Universitatea Tehnică Inventată", "universitate", "990000072",
               "HG nr. 0000/1990 (exemplu)", "Timișoara", "Timiș", "Maria Inventată", "rectoră"),
    _applicant("robotica", "Robotica Fictivă SRL", "srl", "990000080", "J2018999907402",
               "Pitești", "Argeș", "Tudor Fictiv", "administrator"),
    _applicant("consult", "Consultanță Fictivă SRL", "srl", "990000099", "J2019999908404",
               "Ploiești", "Prahova", "Lidia Fictivă", "administratoare"),
    _applicant("filtre", "Filtre Inventate SRL", "srl", "990000102", "J2016999910404",
               "Sibiu", "Sibiu", "Radu Filtrescu-Model", "administrator"),
    _applicant("drone", "Drone Ipotetice SA", "sa", "990000110", "J2017999911406",
               "Bacău", "Bacău", "Elvira Ipotetică", "directoare generală"),
    _applicant("simulare", "Simulare Fictivă SRL", "srl", "990000129", "J2013999912403",
               "Arad", "Arad", "Nicu Fictiv", "administrator"),
    _applicant("antene", "Antene Ipotetice SRL", "srl", "990000137", "J2018999913016",
               "Craiova", "Dolj", "Dan Ipotetic", "administrator"),
    replace(_applicant("capteurs", "Capteurs Imaginaires SAS", "straina", "",
                       "000 000 000 R.C.S. Paris (exemple)", "Paris", "", "Claire Imaginaire",
                       "présidente"), country="FR"),
    _applicant("ecrane", "Ecrane Imaginare SRL", "srl", "990000145", "J2016999914408",
               "Constanța", "Constanța", "Mircea Imaginar", "administrator"),
)  # fmt: skip
"""In this order: admitted, rejected, voted on now, in evidence review, asked for clarification,
submitted, draft, deferred, withdrawn, admitted with a condition that was met, admitted with one
that was not, rejected for good, on the agenda of the next meeting, another one submitted, from
abroad, and one whose file was closed because it never answered."""

TIES = {"primaria": ("fifth", "Este consilier local în orașul nostru.")}
"""Which applicant has a tie with which member of the Board, in its own words."""
