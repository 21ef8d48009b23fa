/** Made by frontend/map-engine.ts. */
declare module 'virtual:map-worker' {
  const url: string
  export default url
}
