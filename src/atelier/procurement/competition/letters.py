"""What tenderers are told: receipts, answers, results. In French, in the transaction of what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from atelier.common.audit import Author, System
from atelier.common.files import keep_bytes
from atelier.common.kinds import PDF
from atelier.common.mail import post_letter
from atelier.procurement.competition.models import Award, Consultation, Question, ResultLetter, Tender
from atelier.procurement.document.printing import day, grid, heading, moment, paper, words
from atelier.procurement.enums import TenderState
from atelier.procurement.money import euros, figure

if TYPE_CHECKING:
    from atelier.procurement.competition.judging import Line


def tell_awardees(consultation: Consultation, *, by: Author) -> None:
    """A competition held again among the awardees of an agreement: each is invited."""
    if consultation.agreement is None:
        return
    with override("fr"):
        subject = _("You may tender: %(title)s") % {"title": consultation.title}
        text = _(
            "Hello,\n\nUnder “%(agreement)s”, you are invited to tender for “%(title)s”.\n\n%(summary)s\n\n"
            "Tenders are received until %(deadline)s on the site, page Marchés."
        ) % {
            "agreement": consultation.agreement.title,
            "title": consultation.title,
            "summary": consultation.summary,
            "deadline": moment(consultation.deadline_at),
        }
    for awardee in consultation.agreement.awardees.exclude(email=""):
        post_letter(awardee.email, subject, text, by=by, key=f"consultation:{consultation.pk}:invited:{awardee.pk}")


def tell_answer(question: Question, *, by: Author) -> None:
    if question.asked_by is None:
        return
    with override("fr"):
        subject = _("Your question is answered: %(title)s") % {"title": question.consultation.title}
        text = _("Hello,\n\nYour question:\n%(question)s\n\nThe answer, shown to all:\n%(answer)s") % {
            "question": question.text,
            "answer": question.answer,
        }
    post_letter(question.asked_by.email, subject, text, by=by, quiet_until=question.consultation.deadline_at)


def tell_receipt(tender: Tender, *, by: Author) -> None:
    """What proves the deposit. Nothing of what is inside: this letter is read by a mail server, perhaps by others.

    Its text is forgotten once sent: until the hour, who tendered is nobody’s business.
    """
    with override("fr"):
        subject = _("Tender received: %(title)s") % {"title": tender.consultation.title}
        text = _(
            "Hello,\n\nThe tender of %(team)s was received and sealed on %(at)s.\n\nNumber: %(number)s\n"
            "Fingerprint of the sealed envelope (SHA-256):\n%(sha256)s\n\nNobody can open it before %(deadline)s. "
            "Until then you may replace or withdraw it. Keep this letter: the opening record will show "
            "the same fingerprint."
        ) % {
            "team": tender.organisation.name,
            "at": moment(tender.deposited_at),
            "number": tender.number,
            "sha256": tender.envelope_sha256,
            "deadline": moment(tender.consultation.deadline_at),
        }
    _post_quietly(tender, "receipt", subject, text, by=by)


def tell_withdrawal(tender: Tender, *, by: Author) -> None:
    with override("fr"):
        subject = _("Tender withdrawn: %(title)s") % {"title": tender.consultation.title}
        text = _("Hello,\n\nThe tender of %(team)s was withdrawn. It will not be opened: nobody can any more.") % {
            "team": tender.organisation.name
        }
    _post_quietly(tender, "withdrawn", subject, text, by=by)


def _post_quietly(tender: Tender, what: str, subject: str, text: str, *, by: Author) -> None:
    """Before the hour, not even those who run the house read in its letters who tenders."""
    key, hour = f"tender:{tender.pk}:{what}", tender.consultation.deadline_at
    post_letter(tender.account.email, subject, text, by=by, key=key, is_secret=True, quiet_until=hour)


def tell_result(decision: Award, line: Line, chosen: Line, *, by: Author) -> ResultLetter:
    """Award or rejection: the same facts, as a letter and as a PDF on the tenderer's page."""
    tender, is_award = line.tender, line.tender.pk == decision.tender_id
    with override("fr"):
        pdf = _result_pdf(decision, line, chosen, is_award)
        subject = (_("Your tender is chosen: %(title)s") if is_award else _("Your tender is not chosen: %(title)s")) % {
            "title": tender.consultation.title
        }
        marks = "\n".join(_mark_lines(line))
        text = "\n\n".join(
            [_("Hello,"), _opening_words(decision, line, chosen, is_award), marks, _closing_words(decision, is_award)]
        )
        name = f"{_('letter')}-{tender.consultation_id}-{tender.number}.pdf"
    kept = keep_bytes(pdf, name=name, kind=PDF, by=System())
    letter: ResultLetter = ResultLetter.objects.create(
        tender=tender, is_award=is_award, pdf=kept, written_at=timezone.now()
    )
    post_letter(tender.account.email, subject, text, by=by, key=f"tender:{tender.pk}:result")
    return letter


def tell_end(consultation: Consultation, *, by: Author) -> None:
    """Without follow-up: told to all who had a tender there, sealed or opened."""
    with override("fr"):
        subject = _("Without follow-up: %(title)s") % {"title": consultation.title}
        text = _("Hello,\n\nThis competition ends without a contract, for this reason:\n%(reason)s") % {
            "reason": consultation.end_reason
        }
    alive = [TenderState.SEALED, TenderState.OPENED, TenderState.UNREADABLE]
    for tender in consultation.tenders.filter(state__in=alive).select_related("account"):
        key, hour = f"tender:{tender.pk}:ended", consultation.deadline_at
        post_letter(tender.account.email, subject, text, by=by, key=key, quiet_until=hour)


def _opening_words(decision: Award, line: Line, chosen: Line, is_award: bool) -> str:
    said = {
        "team": line.tender.organisation.name,
        "title": line.tender.consultation.title,
        "rank": line.scored.rank,
        "total": figure(line.scored.total),
        "winner": chosen.tender.organisation.name,
        "best": figure(chosen.scored.total),
        "amount": euros(chosen.scored.price),
        "reason": decision.reason,
    }
    if is_award:
        return (
            _(
                "The tender of %(team)s for “%(title)s” is chosen, with %(total)s out of 100, for %(amount)s excl. tax."
                "\n\n%(reason)s"
            )
            % said
        )
    return (
        _(
            "The tender of %(team)s for “%(title)s” is not chosen. It is ranked %(rank)s, with %(total)s out of 100."
            "\n\nThe tender chosen is that of %(winner)s, with %(best)s out of 100, for %(amount)s excl. tax. "
            "%(reason)s"
        )
        % said
    )


def _mark_lines(line: Line) -> list[str]:
    criteria = {one.pk: one for one in line.tender.consultation.criteria.all()}
    best = figure(line.tender.consultation.best_mark or line.scored.total)
    return [
        _("%(criterion)s (%(weight)s %%): %(mark)s out of %(best)s. %(reason)s")
        % {
            "criterion": criteria[mark.criterion_id].title,
            "weight": criteria[mark.criterion_id].weight,
            "mark": figure(mark.value),
            "best": best,
            "reason": mark.reason,
        }
        for mark in line.marks
    ]


def _closing_words(decision: Award, is_award: bool) -> str:
    said = {"day": day(decision.may_sign_from)}
    if is_award:
        return (
            _("The contract is not signed yet: it may be from %(day)s on. This letter does not bind us before.") % said
        )
    return (
        _(
            "The contract may be signed from %(day)s on. Until then you may ask the administrative judge to look at "
            "the procedure (référé précontractuel). We answer your questions. Thank you for your work."
        )
        % said
    )


def _result_pdf(decision: Award, line: Line, chosen: Line, is_award: bool) -> bytes:
    consultation = line.tender.consultation
    criteria = {one.pk: one for one in consultation.criteria.all()}
    head = [_("Criterion"), _("Weight"), _("Your mark"), _("Mark of the chosen tender")]
    theirs = {mark.criterion_id: mark for mark in chosen.marks}
    rows = [
        [
            criteria[mark.criterion_id].title,
            f"{criteria[mark.criterion_id].weight} %",
            figure(mark.value),
            figure(theirs[mark.criterion_id].value),
        ]
        for mark in line.marks
    ]
    reasons = [
        block for mark in line.marks for block in (heading(criteria[mark.criterion_id].title), words(mark.reason))
    ]
    return paper(
        consultation.title,
        eyebrow=_("Award letter") if is_award else _("Rejection letter"),
        cells=[
            (_("For the team"), line.tender.organisation.name),
            (_("Date"), day(timezone.localdate(decision.awarded_at))),
            (_("Rank"), str(line.scored.rank)),
            (_("Total out of 100"), figure(line.scored.total)),
        ],
        blocks=[
            words(_opening_words(decision, line, chosen, is_award)),
            grid(_("Marks by criterion"), head, rows, widths=["3", "auto", "auto", "auto"]),
            *reasons,
            heading(_("What comes next")),
            words(_closing_words(decision, is_award)),
        ],
        foot=consultation.dossier.title,
        is_demo=consultation.dossier.is_demo,
    )
