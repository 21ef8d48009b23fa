/** A wall that stays on for a day: it learns that its page has aged, and keeps the screen lit. */

const LOOK_MS = 60_000

/** No version: we may not see this wall any more. */
const FORBIDDEN = ''

/**
 * Ask now and then, and whenever `look` is called, whether the server still serves this page. Once, `changed` is called
 * when it serves another (an upgrade, a table more, a history restored), or `ended` when it serves us none (the key of
 * the wall is too old). A server that does not answer changes nothing.
 */
export function watchVersion(
  url: string,
  version: string,
  { changed, ended }: { changed: () => void; ended: () => void },
): { look(): void; close(): void } {
  let isOver = false
  const look = async (): Promise<void> => {
    const now = await askedVersion(url)
    if (isOver || now === undefined || now === version) return
    isOver = true
    if (now === FORBIDDEN) ended()
    else changed()
  }
  const timer = setInterval(() => void look(), LOOK_MS)
  return {
    look: () => void look(),
    close: () => {
      isOver = true
      clearInterval(timer)
    },
  }
}

async function askedVersion(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(LOOK_MS / 2) })
    if ([401, 403, 404].includes(answer.status)) return FORBIDDEN
    if (!answer.ok) return undefined
    const { version } = (await answer.json()) as { version?: unknown }
    return typeof version === 'string' ? version : undefined
  } catch {
    return undefined
  }
}

/** Ask the screen not to sleep, again each time the page comes back in view; browsers without it sleep. */
export function keepLit(): () => void {
  let lock: WakeLockSentinel | undefined
  const ask = (): void => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    navigator.wakeLock.request('screen').then(
      (given) => (lock = given),
      () => undefined, // low battery, or not allowed here: the wall works all the same
    )
  }
  document.addEventListener('visibilitychange', ask)
  ask()
  return () => {
    document.removeEventListener('visibilitychange', ask)
    void lock?.release()
  }
}
