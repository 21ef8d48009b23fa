/** What the server says of a job. `percent` is null while unknown; `url` is where the result is, once over. */
export interface JobNews {
  sentence: string
  percent: number | null
  is_over: boolean
  url?: string
}

/** News read from an unknown JSON answer; undefined when it is not news. */
export function readNews(answer: unknown): JobNews | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  const { sentence, percent, is_over, url } = answer as Record<string, unknown>
  if (typeof sentence !== 'string' || typeof is_over !== 'boolean') return undefined
  const news = { sentence, percent: typeof percent === 'number' ? percent : null, is_over }
  return typeof url === 'string' ? { ...news, url } : news
}
