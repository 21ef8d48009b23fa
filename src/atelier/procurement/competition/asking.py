"""Questions asked by one and answered to all."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from atelier.common.audit import record
from atelier.people.models import Account
from atelier.procurement.competition.errors import QuestionsOver
from atelier.procurement.competition.letters import tell_answer
from atelier.procurement.competition.models import Consultation, Question
from atelier.procurement.document.printing import moment


@transaction.atomic
def ask(consultation: Consultation, text: str, *, by: Account) -> Question:
    """Who asked is written nowhere that people look. Raises QuestionsOver."""
    if not consultation.takes_questions:
        raise QuestionsOver(until=moment(consultation.questions_until))
    question = Question.objects.create(consultation=consultation, text=text.strip(), asked_by=by)
    record("question.asked", question, by=by)
    return question


@transaction.atomic
def answer(question: Question, text: str, *, by: Account) -> Question:
    """Shown to all with the question; whoever asked receives a letter."""
    question.answer, question.answered_by, question.answered_at = text.strip(), by, timezone.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    record("question.answered", question, by=by)
    tell_answer(question, by=by)
    return question
