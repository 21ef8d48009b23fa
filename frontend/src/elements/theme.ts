export type Theme = 'light' | 'dark'

/** The other theme than the one shown. */
export function otherTheme(shown: Theme): Theme {
  return shown === 'dark' ? 'light' : 'dark'
}

/** The cookie that remembers the choice for a year, on the whole site; the server writes `data-theme` from it. */
export function themeCookie(theme: Theme, secure: boolean): string {
  return `theme=${theme}; path=/; max-age=31536000; samesite=lax${secure ? '; secure' : ''}`
}
