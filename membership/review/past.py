"""What happened on a case, in sentences for the staff."""

from flask_babel import format_datetime
from flask_babel import lazy_gettext as _l

from membership.models import Application
from workflows.application import Step

_SAID = {
    Step.SUBMIT: _l("The application was submitted and registered."),
    Step.ASK: _l("The applicant was asked for clarifications."),
    Step.ANSWER: _l("The applicant answered."),
    Step.LAPSE: _l("The file was closed without an answer."),
    Step.REOPEN: _l("The file was opened again."),
    Step.ACCEPT_PROCEDURE: _l("The adhesion procedure was found followed and the file complete."),
    Step.PROPOSE_INADMISSIBLE: _l("It was proposed that the procedure was not followed."),
    Step.REPORT: _l("The rapporteur reported and proposed a motion."),
    Step.ADMIT: _l("The Board admitted the applicant."),
    Step.ADMIT_CONDITIONALLY: _l("The Board admitted the applicant with conditions."),
    Step.FULFIL: _l("The conditions were found met."),
    Step.FAIL_CONDITION: _l("A condition was found not met."),
    Step.DEFER: _l("The Board deferred its decision."),
    Step.RESUME: _l("The case was taken up again."),
    Step.REJECT: _l("The Board rejected the application."),
    Step.CONTEST: _l("The applicant contested the rejection."),
    Step.RETRY: _l("The contestation was upheld; the Board decides again."),
    Step.ADMIT_ON_CONTEST: _l("The applicant was admitted on contestation."),
    Step.DISMISS: _l("The contestation was dismissed."),
    Step.ADMIT_ON_REFERRAL: _l("The Assembly admitted the applicant in the Board's place."),
    Step.REJECT_ON_REFERRAL: _l("The Assembly rejected the application in the Board's place."),
    Step.SEND_BACK: _l("The Assembly sent the case back to the Board."),
    Step.BECOME_FINAL: _l("The rejection became final."),
    Step.WITHDRAW: _l("The applicant withdrew the application."),
}


def past(application: Application) -> list[tuple[str, str, str]]:
    """When, what and by whom, the newest first."""
    return [
        (
            format_datetime(change.at, "d MMM y, HH:mm"),
            str(_SAID[change.step]),
            change.by.name if change.by else "",
        )
        for change in reversed(application.history)
    ]
