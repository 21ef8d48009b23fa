import { whenReady } from '../../live/when-ready'

export interface MeasureLine {
  readonly label: string
  readonly value: string
  readonly isWarning: boolean
}

export interface Measure {
  readonly lines: readonly MeasureLine[]
  readonly errors: readonly string[]
}

/** What the form would give; throws where the server does not answer. */
export async function measure(url: string, form: HTMLFormElement, signal: AbortSignal): Promise<Measure> {
  const address = new URL(url, location.href)
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && name !== 'csrfmiddlewaretoken') address.searchParams.append(name, value)
  const answer = await whenReady(() => fetch(address, { signal, headers: { Accept: 'application/json' } }))
  if (!answer.ok) throw new Error(`measure: HTTP ${answer.status}`)
  return (await answer.json()) as Measure
}
