/**
 * Two kinds of position that must never be mixed: on the ground and on the screen.
 *
 * Both are pairs of numbers. The brand, which exists for the compiler only, refuses one for the other;
 * it is optional, so that a plain pair (`[1.08, 49.92]`, a position of GeoJSON) needs no ceremony.
 */
declare const unit: unique symbol

/** Longitude then latitude, in degrees (WGS 84). */
export type LonLat = readonly [lon: number, lat: number] & { readonly [unit]?: 'degrees' }

/** Right then down from the top left corner of the map, in CSS pixels. */
export type Pixel = readonly [x: number, y: number] & { readonly [unit]?: 'pixels' }

export function lonLat(lon: number, lat: number): LonLat {
  return [lon, lat]
}

export function pixel(x: number, y: number): Pixel {
  return [x, y]
}
