/** The facilitator's gestures, as the server takes them (src/atelier/tables/facilitation/gestures.py). */

/** What Django puts in the page for those who keep a workshop. */
export interface PilotProps {
  readonly gestureUrl: string
  readonly peopleUrl: string
  readonly cockpitUrl: string
  /** Against forms of other sites. */
  readonly token: string
  readonly steps: readonly { readonly id: number; readonly title: string }[]
}

export type GestureName =
  | 'phase_begin'
  | 'phase_pause'
  | 'phase_resume'
  | 'phase_extend'
  | 'phase_end'
  | 'table_open'
  | 'own_work'
  | 'overlay_lock'
  | 'view_lead'
  | 'view_release'
  | 'wall_show'
  | 'wall_clear'
  | 'names_show'
  | 'seat_remove'
  | 'seat_restore'

/** `table` absent: for all the tables of the workshop. */
export interface GestureFields {
  readonly table?: string
  readonly is_on?: boolean
  readonly step?: number
  readonly title?: string
  readonly minutes?: number
  readonly overlay?: number
  readonly seat?: number
  readonly thing?: string
  readonly west?: number
  readonly south?: number
  readonly east?: number
  readonly north?: number
}

/** Someone of the workshop by name, whether names are hidden or not. */
export interface NamedSeat {
  readonly seat: number
  readonly name: string
  readonly college: string
  readonly tables: readonly string[]
  readonly isRemoved: boolean
}

/** Fields as a form sends them: a false one is absent. */
export function formOf(gesture: GestureName, fields: GestureFields): URLSearchParams {
  const form = new URLSearchParams({ gesture })
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined && value !== false) form.set(name, value === true ? 'on' : String(value))
  return form
}

/** Do it. Resolves to undefined when done, to a sentence when refused; `lost` is said where the server is away. */
export async function pilot(props: PilotProps, gesture: GestureName, fields: GestureFields, lost: string): Promise<string | undefined> {
  try {
    const answer = await fetch(props.gestureUrl, {
      method: 'POST',
      headers: { Accept: 'application/json', 'X-CSRFToken': props.token },
      body: formOf(gesture, fields),
    })
    if (answer.ok) return undefined
    const { sentence } = (await answer.json()) as { sentence?: unknown }
    return typeof sentence === 'string' && sentence ? sentence : lost
  } catch {
    return lost
  }
}

/** Everyone of the workshop, removed people too; undefined while the server is away. */
export async function namedSeats(props: PilotProps): Promise<readonly NamedSeat[] | undefined> {
  try {
    const answer = await fetch(props.peopleUrl, { headers: { Accept: 'application/json' }, cache: 'no-store' })
    return answer.ok ? ((await answer.json()) as { people: NamedSeat[] }).people : undefined
  } catch {
    return undefined
  }
}
