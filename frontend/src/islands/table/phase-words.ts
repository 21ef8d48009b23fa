import type { Phase } from '../../contract/live'
import { calmly, type PhaseNews, readingOf } from '../../live/phase'
import type { Words } from './words'

/** What is said aloud when the facilitator starts, pauses, extends or ends a phase. */
export function phaseSentence(news: PhaseNews, phase: Phase | null, nowMs: number, say: Words): string {
  if (!phase || news === 'ended') return say.phaseEnded
  const { state, leftMs } = readingOf(phase, nowMs)
  const left = state === 'open' || state === 'over' ? '' : calmly(leftMs)
  if (news === 'paused') return say.phasePaused
  if (news === 'began') return left ? say.phaseBegan(phase.title, left) : say.phaseBeganOpen(phase.title)
  return news === 'resumed' ? say.phaseResumed(left) : say.phaseExtended(left)
}

/** What the strip shows of the time. */
export function phaseTime(phase: Phase, nowMs: number, say: Words): string {
  const { state, leftMs } = readingOf(phase, nowMs)
  if (state === 'open') return ''
  if (state === 'over') return say.timeOver
  return state === 'paused' ? say.timePaused(calmly(leftMs)) : say.timeLeft(calmly(leftMs))
}
