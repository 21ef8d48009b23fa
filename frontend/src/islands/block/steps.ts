const NICE = [1, 2, 5, 10]

/** The round step just above `least`: 1, 2 or 5 times a power of ten. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1e-6)))
  return (NICE.find((nice) => nice * power >= least) ?? 10) * power
}
