"""What happened on a case, as its applicant reads it: no internal word, no failed vote, no name."""

from flask_babel import lazy_gettext as _l

from workflows.application import Step

SAID = {
    Step.SUBMIT: _l("You submitted the application and it was registered."),
    Step.ASK: _l("We asked you to complete something."),
    Step.ANSWER: _l("You answered."),
    Step.LAPSE: _l("The file was closed, because the answer did not come in its term."),
    Step.REOPEN: _l("The file was opened again."),
    Step.ACCEPT_PROCEDURE: _l("The procedure was checked and the file is complete."),
    Step.PROPOSE_INADMISSIBLE: _l("The file was put before the Board."),
    Step.REPORT: _l("The evidence was assessed and the file is before the Board."),
    Step.ADMIT: _l("Your organisation was admitted."),
    Step.ADMIT_CONDITIONALLY: _l("Your organisation was admitted with conditions."),
    Step.FULFIL: _l("The conditions were found met."),
    Step.FAIL_CONDITION: _l("A condition was found not met."),
    Step.DEFER: _l("The decision was deferred."),
    Step.RESUME: _l("The file is before the Board again."),
    Step.REJECT: _l("The application was rejected."),
    Step.CONTEST: _l("You contested the decision."),
    Step.RETRY: _l("The contestation was upheld; the Board decides again."),
    Step.ADMIT_ON_CONTEST: _l("Your organisation was admitted on your contestation."),
    Step.DISMISS: _l("The contestation was dismissed."),
    Step.ADMIT_ON_REFERRAL: _l("Your organisation was admitted."),
    Step.REJECT_ON_REFERRAL: _l("The application was rejected."),
    Step.SEND_BACK: _l("The file is before the Board again."),
    Step.BECOME_FINAL: _l("The decision became final."),
    Step.WITHDRAW: _l("You withdrew the application."),
}
"""What happened, as it is told to the applicant."""

SENTENCES: dict[str, object] = {
    "application.form_overtaken": _l(
        "The answers changed since this paper was printed. Print it again and sign the new one."
    ),
    "application.signed_here": _l(
        "The cluster takes the application here, so no paper is signed. Submit it from the page "
        "that checks your answers."
    ),
    "application.unsigned": _l("Bring back the signed application first."),
    "application.entry.application": _l("Application for membership"),
    "application.entry.answer": _l("Answer to a request for clarification"),
    "application.entry.withdrawal": _l("Withdrawal of the application"),
    "application.entry.contestation": _l("Contestation of the decision"),
    "application.entry.extension": _l("More time to answer"),
    "application.entry.erasure": _l("Request for erasure"),
}
"""What came in, as the registry names it."""
