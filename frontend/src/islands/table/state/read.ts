/** Which notes set aside this screen has shown to their author, who closed them. Lost without harm: they show again. */
const MOST = 200
const nameOf = (key: string): string => `atelier:read:${key}`

export function loadRead(key: string): ReadonlySet<string> {
  try {
    const written: unknown = JSON.parse(localStorage.getItem(nameOf(key)) ?? '[]')
    return new Set(Array.isArray(written) ? written.filter((one) => typeof one === 'string') : [])
  } catch {
    return new Set()
  }
}

export function saveRead(key: string, read: ReadonlySet<string>): void {
  try {
    localStorage.setItem(nameOf(key), JSON.stringify([...read].slice(-MOST)))
  } catch {
    // Private windows and full disks refuse: the note shows again at the next visit.
  }
}
