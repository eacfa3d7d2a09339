"""The applicant's side of a case: drafting, submitting, answering, withdrawing."""
