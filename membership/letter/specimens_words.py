"""How the invented papers speak: in one language, of an invented cluster or by a statute file."""

from dataclasses import dataclass

from membership.letter.contents_parts import organ
from workflows.letter_parts import Organ
from workflows.statute import Statute

_STAGES = (("Cercetare", "Research"), ("Dezvoltare", "Development"))
_FIELDS = (("chimic", "chemical"), ("biologic", "biological"))


@dataclass(frozen=True, slots=True)
class Say:
    """Chooses between the Romanian words and the English; what a cluster calls its own comes
    from its statute file, where there is one."""

    language: str
    house: Statute | None = None

    def __call__(self, ro: str, en: str) -> str:
        return ro if self.language == "ro" else en

    @property
    def body(self) -> Organ:
        """Who decides."""
        if self.house is not None:
            return organ(self.house.bodies.decides, self.language)
        return Organ(
            name=self("Consiliul Director", "Directors Board"),
            of=self("Consiliului Director", "the Directors Board"),
        )

    @property
    def assembly(self) -> Organ:
        """Who hears contestations."""
        if self.house is not None:
            return organ(self.house.bodies.appeal, self.language)
        return Organ(
            name=self("Adunarea Generală", "General Assembly"),
            of=self("Adunării Generale", "the General Assembly"),
        )

    @property
    def basis(self) -> str | None:
        """The clause that a decision rests on; None for a cluster that published none."""
        if self.house is None:
            return self("art. 11 din Statut", "Article 11 of the Statute")
        clause = self.house.cite("adhesion.quality")
        return clause.cite.in_(self.language) if clause else None

    @property
    def quality(self) -> str:
        """What the admitted become."""
        if self.house is not None:
            return self.house.quality.in_(self.language)
        return self("membru asociat", "associate member")

    def stage(self, n: int) -> str:
        """The n-th stage of the value chain."""
        if self.house is None:
            return self(*_STAGES[n])
        stages = list(self.house.stages.values())
        return stages[n % len(stages)].name.in_(self.language)

    def field(self, n: int) -> str:
        """The n-th field of it."""
        if self.house is None:
            return self(*_FIELDS[n])
        fields = list(self.house.fields.values())
        return fields[n % len(fields)].name.in_(self.language)
