/** What this screen remembers of a table: how its overlays are laid. Lost without harm where storage is refused. */
export interface SheetPref {
  readonly isVisible: boolean
  readonly opacity: number
}

export type SheetPrefs = Readonly<Record<number, SheetPref>>

export const PLAIN_SHEET: SheetPref = { isVisible: true, opacity: 1 }

const nameOf = (key: string): string => `atelier:sheets:${key}`

export function loadPrefs(key: string): SheetPrefs {
  try {
    return readPrefs(JSON.parse(localStorage.getItem(nameOf(key)) ?? '{}'))
  } catch {
    return {}
  }
}

export function savePrefs(key: string, prefs: SheetPrefs): void {
  try {
    localStorage.setItem(nameOf(key), JSON.stringify(prefs))
  } catch {
    // Private windows and full disks refuse: the preference lasts as long as the page.
  }
}

/** Only what has the right form; anything else is as if it had not been written. */
export function readPrefs(written: unknown): SheetPrefs {
  if (typeof written !== 'object' || written === null) return {}
  const entries = Object.entries(written).flatMap(([id, pref]: [string, unknown]) => {
    if (typeof pref !== 'object' || pref === null || !('isVisible' in pref) || !('opacity' in pref)) return []
    const opacity = Number(pref.opacity)
    return opacity >= 0 && opacity <= 1 ? [[Number(id), { isVisible: pref.isVisible === true, opacity }] as const] : []
  })
  return Object.fromEntries(entries)
}

/** Whether this very tab led the view: it goes on after a reload, another screen of the same seat does not. */
export const isKeptLeading = (storageKey: string): boolean => inTab((tab) => tab.getItem(`lead:${storageKey}`)) === 'yes'

export function keepLeading(storageKey: string, isLeading: boolean): void {
  inTab((tab) => (isLeading ? tab.setItem(`lead:${storageKey}`, 'yes') : tab.removeItem(`lead:${storageKey}`)))
}

function inTab<Found>(use: (tab: Storage) => Found): Found | undefined {
  try {
    return use(sessionStorage)
  } catch {
    return undefined // storage is refused here: a reload will ask again
  }
}
