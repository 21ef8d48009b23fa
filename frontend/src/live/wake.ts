/** Moments when it is worth trying the network at once: it is back, or someone looks at the page again. */

/** Calls `retry` at those moments until the returned function is called. */
export function onWake(retry: () => void): () => void {
  const stopping = new AbortController()
  const { signal } = stopping
  if (typeof window !== 'undefined') {
    window.addEventListener('online', retry, { signal })
    window.addEventListener('offline', retry, { signal })
    window.addEventListener('pageshow', retry, { signal })
  }
  if (typeof document !== 'undefined') {
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && retry(), { signal })
  }
  return () => stopping.abort()
}
