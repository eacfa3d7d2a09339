"""Forms of the ballot: choosing, confirming, calling a vote."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length

from membership.forms import Form, SelectChoice
from workflows import conduct
from workflows.voting import Rules
from workflows.voting_terms import Choice

EVENING = time(18, 0)
"""The hour at which a vote closes when the secretariat proposes none."""

CHOICES = (
    SelectChoice(Choice.FOR.value, _l("For")),
    SelectChoice(Choice.AGAINST.value, _l("Against")),
    SelectChoice(Choice.ABSTAIN.value, _l("Abstain")),
)


class ChoiceForm(Form):
    """For, against or abstain: equal weight, and none chosen beforehand."""

    choice = RadioField(
        _l("Your vote"),
        choices=CHOICES,
        validators=[InputRequired(_l("Choose how you vote."))],
    )

    def offer(self, rules: Rules) -> None:
        """Only what the rules put on the ballot: an abstention may not be."""
        self.choice.choices = [
            choice for choice in CHOICES if conduct.may_choose(rules, Choice(str(choice.value)))
        ]


class CastForm(Form):
    """A choice that was made on the page before, carried on to be confirmed."""

    choice = HiddenField(validators=[InputRequired(_l("Choose how you vote."))])

    @property
    def chosen(self) -> Choice | None:
        """The choice, when it is one that exists."""
        known = {choice.value: choice for choice in Choice}
        return known.get(self.choice.data or "")


class VoteForm(CastForm):
    """The vote as it is cast, after its text was read once more."""

    reason = TextAreaField(
        _l("Your reason"),
        description=_l("The Board reads it beside your vote after the close."),
        validators=[Length(max=2000)],
    )
    opposition = BooleanField(
        _l("Record my opposition in the minutes, by name"),
        description=_l(
            "Whoever voted against and asked for this may challenge the decision in court "
            "(Civil Code, art. 216)."
        ),
    )


class SecretVoteForm(CastForm):
    """A secret vote as it is cast; no reason is asked, since words can be told apart."""

    opposition = BooleanField(
        _l("Record in the minutes, by name, that I am opposed"),
        description=_l(
            "Your own statement, whatever your ballot says. Everybody reads it beside your "
            "name, and it lets you challenge the decision in court (Civil Code, art. 216)."
        ),
    )


class ScheduleForm(Form):
    """When the vote closes."""

    closes_on = DateField(
        _l("The vote closes on"), validators=[InputRequired(_l("Choose the day of the close."))]
    )
    closes_at = TimeField(_l("At"), validators=[InputRequired(_l("Choose the hour of the close."))])

    def moment(self, zone: str) -> datetime:
        """The close as a moment, in the zone of the cluster's seat."""
        day, hour = self.closes_on.data or date.max, self.closes_at.data or EVENING
        return datetime.combine(day, hour, ZoneInfo(zone))
